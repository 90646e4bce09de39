using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>Re-rankers in the model store. Thread-safe.</summary>
public sealed class RerankerFiles(IModelStore store)
{
    /// <summary>Reads the re-ranker of a version.</summary>
    /// <param name="modelName">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="reranker">Its record.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="AyniException">
    /// <c>not_found</c>: the model store lacks the file. <c>invalid</c>: it is damaged, of another version, or asks
    /// another set of features than this program has.
    /// </exception>
    public async Task<Reranker> ReadAsync(
        string modelName, string version, RerankerVersion reranker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reranker);
        var key = ModelKeys.Reranker(modelName, version, reranker.ContentHash);
        var bytes = await store.ReadAsync(key, cancellationToken) ?? throw new AyniException(
            ErrorCodes.NotFound, $"Version {version} cannot be re-ranked: the model store lacks {key}.");
        try
        {
            // On the thread pool: reading takes a while, and this may be a grain's turn.
            var read = await Task.Run(() => Reranker.FromSafeTensors(bytes), cancellationToken);
            return read.Header.ModelVersion == version
                ? read
                : throw new InvalidDataException(
                    $"The re-ranker is of version {read.Header.ModelVersion}: publish one for {version}.");
        }
        catch (InvalidDataException damage)
        {
            throw new AyniException(ErrorCodes.Invalid, $"Version {version} cannot be re-ranked. {damage.Message}");
        }
    }
}
