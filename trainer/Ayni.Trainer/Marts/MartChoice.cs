using Ayni.Data.Mart;
using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.Grains.Models;
using Ayni.Storage;

namespace Ayni.Trainer.Marts;

/// <summary>Which mart the command line asks for.</summary>
/// <param name="AsOf">Position of the log.</param>
/// <param name="Model">Version of a model.</param>
/// <param name="Steps">File of cleaning steps.</param>
/// <param name="IsRaw">Whether nothing is cleaned.</param>
internal sealed record MartChoice(long? AsOf, string? Model, string? Steps, bool IsRaw)
{
    /// <summary>Imports that a manifest lists at most, the newest.</summary>
    private const int MaxImports = 1_000;

    /// <summary>Refuses options that contradict each other.</summary>
    public void Check()
    {
        if (AsOf is not null && Model is not null)
            throw new ArgumentException("--as-of and --model both name a position; give one of them.");
        if (IsRaw && Steps is not null)
            throw new ArgumentException("--raw takes no steps and --steps names some; give one of them.");
    }

    /// <summary>What the maker takes.</summary>
    public async Task<MartOptions> ReadAsync(AyniStorage stores, TimeProvider time, CancellationToken cancellationToken)
    {
        var artifact = Model is null ? null : await ArtifactAsync(stores.Models, Model, cancellationToken);
        return new MartOptions
        {
            AsOf = artifact?.AsOfPosition ?? AsOf,
            Steps = Steps is not null ? CleaningSteps.Load(Steps)
                : IsRaw || artifact is not null ? null
                : CleaningSteps.Default,
            Model = artifact is null
                ? null
                : new MartModel(
                    ModelNames.Default, artifact.Version, artifact.CodeVersion, artifact.ReferenceTime),
            Imports = await stores.Imports.ReadNewestAsync(MaxImports, cancellationToken),
            ProgramVersion = ProgramVersion,
            MadeAt = time.GetUtcNow(),
        };
    }

    /// <summary>Version of this program.</summary>
    public static string ProgramVersion { get; } =
        typeof(MartChoice).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static async Task<ModelArtifact> ArtifactAsync(
        IModelStore models, string version, CancellationToken cancellationToken)
    {
        var known = await VersionsAsync(models, cancellationToken);
        if (!known.Contains(version, StringComparer.Ordinal))
        {
            throw new AyniException(
                ErrorCodes.NotFound,
                known.Count == 0
                    ? $"No model '{version}': none was trained on these data."
                    : $"No model '{version}': there are {string.Join(", ", known)}.");
        }

        var bytes = await models.ReadAsync(ModelKeys.Items(ModelNames.Default, version), cancellationToken);
        return ModelArtifact.FromSafeTensors(bytes);
    }

    private static async Task<IReadOnlyList<string>> VersionsAsync(
        IModelStore models, CancellationToken cancellationToken)
    {
        var all = $"models/{ModelNames.Default}/";
        var keys = await models.ListAsync(all, cancellationToken);
        return
        [
            .. keys.Select(key => key[all.Length..].Split('/')[0])
                .Distinct(StringComparer.Ordinal)
                .Where(version => keys.Contains(ModelKeys.Items(ModelNames.Default, version), StringComparer.Ordinal)),
        ];
    }
}
