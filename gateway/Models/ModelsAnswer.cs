using Ayni.Domain.Erasures;
using Ayni.GrainInterfaces.Models;

namespace Ayni.Gateway.Models;

/// <summary>The trained models.</summary>
/// <param name="ActiveVersion">Version that answers; null if none.</param>
/// <param name="PreviousVersion">Version that answered before; activate it to roll back.</param>
/// <param name="Versions">Newest first.</param>
public sealed record ModelsAnswer(string? ActiveVersion, string? PreviousVersion, IReadOnlyList<ModelAnswer> Versions)
{
    /// <summary>The wire form of what the registry holds.</summary>
    /// <param name="view">What it holds.</param>
    /// <param name="erased">By version, what was erased since it was trained.</param>
    public static ModelsAnswer From(ModelRegistryView view, IReadOnlyDictionary<string, ErasedSince> erased)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(erased);
        return new ModelsAnswer(
            view.ActiveVersion,
            view.PreviousVersion,
            [
                .. view.Versions.Select(version => ModelAnswer.From(
                    version, view.ActiveVersion, erased.GetValueOrDefault(version.Version))),
            ]);
    }
}
