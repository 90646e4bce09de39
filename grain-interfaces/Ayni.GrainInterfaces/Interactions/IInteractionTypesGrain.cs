using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Interactions;

/// <summary>The shop's own types of interactions; one a shop, under the key 0.</summary>
[Alias("ayni.interaction-types")]
public interface IInteractionTypesGrain : IGrainWithIntegerKey
{
    /// <summary>The types.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<InteractionTypeRegistry> Get(CancellationToken cancellationToken = default);

    /// <summary>
    /// Declares a type, or weighs it anew; on return every silo takes it. Models that are trained from then on weigh it
    /// so.
    /// </summary>
    /// <exception cref="AyniException"><c>invalid</c>: name or weight is wrong, or there are too many.</exception>
    [Alias("put")]
    Task Put(CustomInteractionType type);

    /// <summary>
    /// Takes a type back: no more of it are accepted. Those in the log stay, and weigh 0 in models that are trained
    /// from then on.
    /// </summary>
    /// <returns>False if there was none of that name.</returns>
    [Alias("delete")]
    Task<bool> Delete(string name);
}
