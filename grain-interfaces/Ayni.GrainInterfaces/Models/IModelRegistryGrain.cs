using Ayni.Domain.Errors;
using Orleans.Concurrency;

namespace Ayni.GrainInterfaces.Models;

/// <summary>
/// Versions of one model, keyed by model name: which is active, which was before, where each came from.
/// </summary>
[Alias("ayni.model-registry")]
public interface IModelRegistryGrain : IGrainWithStringKey
{
    /// <summary>All versions, newest first.</summary>
    [Alias("get"), AlwaysInterleave]
    Task<ModelRegistryView> Get(CancellationToken cancellationToken = default);

    /// <summary>Version that answers now; null if none was published.</summary>
    [Alias("get-active"), AlwaysInterleave]
    Task<string?> GetActiveVersion(CancellationToken cancellationToken = default);

    /// <summary>
    /// Records a version whose files are in the model store and makes it the active one, as
    /// <see cref="Activate"/> does. Idempotent. Versions beyond the newest 16 are dropped with their files, the active
    /// and the previous one apart.
    /// </summary>
    /// <exception cref="AyniException"><c>not_found</c>: the model store lacks the files.</exception>
    [Alias("publish"), ResponseTimeout("00:06:00")]
    Task Publish(ModelVersion version);

    /// <summary>
    /// Makes a recorded version active: every silo loads it, then they switch; on return all of them answer with it.
    /// Idempotent.
    /// </summary>
    /// <exception cref="AyniException"><c>not_found</c>: no such version.</exception>
    [Alias("activate"), ResponseTimeout("00:06:00")]
    Task<ModelRegistryView> Activate(string version);

    /// <summary>
    /// Gives a recorded version a re-ranker whose file is in the model store, or takes the one away that it has. If the
    /// version is the active one, all silos answer with it on return. Idempotent.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="reranker">The re-ranker; null: none.</param>
    /// <param name="cancellationToken">Gives up before the record is written.</param>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: no such version, or the model store lacks the file. <c>invalid</c>: the file is damaged, of
    /// another version, or asks features that this program does not have.
    /// </exception>
    [Alias("set-reranker"), ResponseTimeout("00:06:00")]
    Task<ModelRegistryView> SetReranker(
        string version, RerankerVersion? reranker, CancellationToken cancellationToken = default);
}
