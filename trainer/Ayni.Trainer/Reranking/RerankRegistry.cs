using System.Security.Cryptography;
using Ayni.Domain.Errors;
using Ayni.Domain.Models;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Ayni.Ranking;
using Ayni.Recommenders;
using Ayni.Storage;
using Ayni.Trainer.Hosting;
using Ayni.Trainer.Terminal;

namespace Ayni.Trainer.Reranking;

/// <summary>The registry of models, by a silo in this process or the cluster that serves the data.</summary>
internal sealed class RerankRegistry : IAsyncDisposable
{
    private readonly SiloSession _silo;
    private readonly TimeProvider _time;

    private RerankRegistry(SiloSession silo, TimeProvider time) => (_silo, _time) = (silo, time);

    private IModelRegistryGrain Registry => _silo.Grains.GetGrain<IModelRegistryGrain>(ModelNames.Default);

    public static async Task<RerankRegistry> OpenAsync(
        StorageOptions storage, TrainerConsole console, CancellationToken cancellationToken) =>
        new(await SiloSession.StartAsync(storage, console, cancellationToken), console.Time);

    /// <summary>The version that answers.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: none does. <c>not_found</c>: its file is gone.</exception>
    public async Task<PublishedModel> FindAsync(AyniStorage stores, CancellationToken cancellationToken)
    {
        var view = await Registry.Get(cancellationToken);
        var record = view.Find(view.ActiveVersion)
            ?? throw new AyniException(
                ErrorCodes.Invalid, "No model answers, so that there is nothing to re-rank: train one first.");
        var key = ModelKeys.Items(ModelNames.Default, record.Version);
        var bytes = await stores.Models.ReadAsync(key, cancellationToken) ?? throw new AyniException(
            ErrorCodes.NotFound, $"The model store lacks {key}: train anew.");
        return new PublishedModel(record, ModelArtifact.FromSafeTensors(bytes));
    }

    /// <summary>Stores a re-ranker, then has the registry switch to it.</summary>
    public async Task<RerankDocument> PublishAsync(
        AyniStorage stores, PublishedModel model, GrownReranker grown, CancellationToken cancellationToken)
    {
        var file = grown.For(model.Artifact).ToSafeTensors();
        var record = RecordOf(grown, Convert.ToHexStringLower(SHA256.HashData(file)));
        await stores.Models.WriteAsync(
            ModelKeys.Reranker(ModelNames.Default, model.Artifact.Version, record.ContentHash), file,
            cancellationToken);
        await Registry.SetReranker(model.Artifact.Version, record, cancellationToken);
        return grown.Document with { Published = record };
    }

    /// <summary>Takes the re-ranker of the version that answers away.</summary>
    /// <returns>The version.</returns>
    public async Task<string> WithdrawAsync(CancellationToken cancellationToken)
    {
        var version = await Registry.GetActiveVersion(cancellationToken)
            ?? throw new AyniException(ErrorCodes.Invalid, "No model answers: there is nothing to withdraw.");
        await Registry.SetReranker(version, null, cancellationToken);
        return version;
    }

    private RerankerVersion RecordOf(GrownReranker grown, string contentHash)
    {
        var reranked = grown.Document.Of(RerankDocument.Reranked);
        return new RerankerVersion
        {
            ContentHash = contentHash,
            FeatureSet = CandidateFeatures.SetVersion,
            Engine = LambdaMart.EngineOf(grown.Options.Trees).ToString(),
            Seed = grown.Options.Trees.Seed,
            Trees = grown.Trees.Trees,
            PoolSize = grown.Options.PoolSize,
            TestDays = grown.TestPeriod.TotalDays,
            Shoppers = grown.Document.Users,
            Cutoff = grown.Options.Cutoff,
            BlendNdcg = grown.Document.Of(RerankDocument.Blend).Ndcg,
            Ndcg = reranked.Ndcg,
            DifferenceLow = reranked.DifferenceInterval!.Value.Low,
            DifferenceHigh = reranked.DifferenceInterval!.Value.High,
            IsForced = !grown.Document.Wins,
            PublishedAt = _time.GetUtcNow(),
            CodeVersion = RunPlan.CurrentCodeVersion,
        };
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();
}
