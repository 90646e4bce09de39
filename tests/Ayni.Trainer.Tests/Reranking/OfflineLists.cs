using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Grains.Models;
using Ayni.Grains.Users;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Texts;

namespace Ayni.Trainer.Tests.Reranking;

/// <summary>
/// Lists as the study of a re-ranker orders them, by the stored files and the library alone: every part scores every
/// item, and the pool is ranked by the trees.
/// </summary>
internal sealed class OfflineLists
{
    private readonly ServedModel _model;
    private readonly Reranker _reranker;
    private readonly HashSet<string> _available;

    private OfflineLists(ServedModel model, Reranker reranker, IEnumerable<string> available) =>
        (_model, _reranker, _available) = (model, reranker, [.. available]);

    public static async Task<OfflineLists> ReadAsync(AyniStorage stores, string version, string contentHash)
    {
        var model = await stores.Models.ReadAsync(ModelKeys.Items(ModelNames.Default, version));
        var reranker = await stores.Models.ReadAsync(ModelKeys.Reranker(ModelNames.Default, version, contentHash));
        var products = await CatalogueReader.ReadAsync(stores.Catalog, CancellationToken.None);
        return new OfflineLists(
            new ServedModel(ModelArtifact.FromSafeTensors(model!)),
            Reranker.FromSafeTensors(reranker!),
            products.Where(product => product.IsAvailable).Select(product => product.ProductId));
    }

    /// <summary>The first products for a shopper, of those that <paramref name="isLeftOut"/> leaves in.</summary>
    public string[] Of(IReadOnlyList<LoggedInteraction> log, Func<string, bool> isLeftOut, int count)
    {
        var artifact = _model.Artifact;
        var scores = _reranker.Header.Parts.Select(part => ScoresOf(part, log)).ToArray();
        for (var item = 0; item < artifact.ItemCount; item++)
        {
            if (_available.Contains(artifact.ProductIds[item]) && !isLeftOut(artifact.ProductIds[item]))
                continue;
            foreach (var part in scores)
                part[item] = float.NaN;
        }

        var pool = CandidatePool.Of(scores, _reranker.Header.PoolSize);
        var newest = log.Where(logged => logged.Interaction.ProductId is not null)
            .Max(logged => logged.Interaction.Timestamp);
        var taste = new ShopperTaste(
            ShopperHistory.Of(artifact, log),
            (int)Math.Floor((artifact.ReferenceTime - newest).TotalSeconds),
            _reranker.Facts.Labels);
        var ranked = _reranker.Score(pool, taste);
        return
        [
            .. Enumerable.Range(0, ranked.Length)
                .OrderByDescending(place => ranked[place])
                .ThenBy(place => place)
                .Take(count)
                .Select(place => artifact.ProductIds[pool.Items[place]]),
        ];
    }

    private float[] ScoresOf(string part, IReadOnlyList<LoggedInteraction> log)
    {
        var artifact = _model.Artifact;
        switch (part)
        {
            case PartNames.Popularity:
                return [.. artifact.Popularity];
            case PartNames.Als:
                var folded = FoldIn.Solve(_model, log)!;
                return
                [
                    .. Enumerable.Range(0, artifact.ItemCount).Select(item =>
                        Numerics.ScoreScan.Dot(folded.Factor, artifact.FactorOf(item)) * _model.ScaleOf(item)),
                ];
            default:
                var sparse = new SparseScores(artifact.ItemCount);
                new NeighbourScorer(artifact.FindPart(part)!).Score(ShopperHistory.Of(artifact, log), 1, sparse);
                var scores = new float[artifact.ItemCount];
                sparse.CopyTo(scores);
                return scores;
        }
    }
}
