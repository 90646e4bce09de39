using Ayni.Domain.Interactions;
using Ayni.Domain.Models;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.Grains.Models;
using Ayni.Grains.Training;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Tests.Shops;

/// <summary>A model fitted in the test's process on the log, by the library alone.</summary>
/// <param name="Artifact">Its item side.</param>
/// <param name="UserIds">Ordinal ascending.</param>
/// <param name="UserFactors">Users × rank, after the last user half-sweep.</param>
public sealed record TrainedModel(ModelArtifact Artifact, string[] UserIds, float[] UserFactors)
{
    public static readonly TrainingOptions SmallOptions = new() { Rank = 8, Sweeps = 6, JudgedShare = 0 };

    public ReadOnlySpan<float> FactorOf(int user) => UserFactors.AsSpan(user * Artifact.Rank, Artifact.Rank);

    /// <summary>Fits the log as it stands.</summary>
    public static async Task<TrainedModel> FitAsync(
        IInteractionLog log, string version = "v1", TrainingOptions? options = null)
    {
        options ??= SmallOptions;
        var head = await log.GetHeadAsync();
        var reference = SampleShop.Start.AddDays(30);
        SortedDictionary<string, List<LoggedInteraction>> byUser = new(StringComparer.Ordinal);
        await foreach (var logged in log.ReadByUserAsOfAsync(head, options.Weights.NewestPerUser))
        {
            if (!byUser.TryGetValue(logged.Interaction.UserId, out var list))
                byUser.Add(logged.Interaction.UserId, list = []);
            list.Add(logged);
        }

        var pairs = byUser
            .Select(user => (user.Key, Pairs: PairWeights.Sum(user.Value, options.Weights, reference)))
            .Where(user => user.Pairs.Count > 0)
            .ToArray();
        string[] productIds =
        [
            .. pairs.SelectMany(user => user.Pairs).Select(pair => pair.ProductId)
                .Distinct().Order(StringComparer.Ordinal),
        ];
        return Fit(pairs, productIds, version, options, reference, head);
    }

    /// <summary>Writes the model to the store and makes it the active one.</summary>
    public async Task PublishAsync(ShopCluster cluster)
    {
        await cluster.Models.WriteAsync(
            ModelKeys.Items(ModelNames.Default, Artifact.Version), Artifact.ToSafeTensors());
        await cluster.Registry.Publish(VersionOf(Artifact));
    }

    public static ModelVersion VersionOf(ModelArtifact artifact) => new()
    {
        Version = artifact.Version,
        AsOfPosition = artifact.AsOfPosition,
        Options = artifact.Options,
        ReferenceTime = artifact.ReferenceTime,
        CodeVersion = artifact.CodeVersion,
        PublishedAt = artifact.ReferenceTime,
        Users = SampleShop.Users,
        Products = artifact.ItemCount,
        ContentHash = "",
    };

    private static ItemEvidence EvidenceOf(int[] columns, int items)
    {
        var evidence = ItemEvidence.None(items);
        foreach (var item in columns)
            evidence.Shoppers[item]++;
        return evidence;
    }

    private static IEnumerable<float> ConfidencesOf(IReadOnlyList<PairWeight> pairs, TrainingOptions options) =>
        pairs.Select(pair => Confidence.FromWeight(
            pair.Weight, Confidence.ScaleOf(AlsOptions.From(options), pairs.Count)));

    private static TrainedModel Fit(
        (string UserId, IReadOnlyList<PairWeight> Pairs)[] pairs,
        string[] productIds,
        string version,
        TrainingOptions options,
        DateTimeOffset reference,
        long head)
    {
        int[] starts = [0, .. pairs.Select(user => user.Pairs.Count)];
        for (var user = 1; user < starts.Length; user++)
            starts[user] += starts[user - 1];
        var all = pairs.SelectMany(user => user.Pairs).ToArray();
        var columns = all
            .Select(pair => Array.BinarySearch(productIds, pair.ProductId, StringComparer.Ordinal)).ToArray();
        var confidences = pairs.SelectMany(user => ConfidencesOf(user.Pairs, options)).ToArray();
        var sums = new double[productIds.Length];
        for (var entry = 0; entry < all.Length; entry++)
            sums[columns[entry]] += all[entry].Weight;
        var fitted = ImplicitAls.Fit(
            new CsrMatrix(pairs.Length, productIds.Length, starts, columns, confidences),
            AlsOptions.From(options));
        var artifact = new ModelArtifact
        {
            Version = version,
            Rank = options.Rank,
            ProductIds = productIds,
            ItemFactors = fitted.ItemFactors.ToArray(),
            Eigenvalues = fitted.Items.Eigenvalues.ToArray(),
            Popularity = [.. sums.Select(sum => (float)(sum / sums.Max()))],
            Evidence = EvidenceOf(columns, productIds.Length),
            Options = options,
            ReferenceTime = reference,
            AsOfPosition = head,
            CodeVersion = "test",
        };
        return new TrainedModel(artifact, [.. pairs.Select(user => user.UserId)], fitted.UserFactors);
    }
}
