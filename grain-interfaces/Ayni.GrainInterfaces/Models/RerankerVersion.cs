namespace Ayni.GrainInterfaces.Models;

/// <summary>The learned re-ranker of a model's version, with its lineage.</summary>
[GenerateSerializer, Immutable, Alias("ayni.reranker-version")]
public sealed record RerankerVersion
{
    /// <summary>SHA-256 of its file, hex: equal for equal re-rankers. Says where the file is.</summary>
    [Id(0)] public required string ContentHash { get; init; }

    /// <summary>Number of the set of features that its trees ask.</summary>
    [Id(1)] public required string FeatureSet { get; init; }

    /// <summary>What grew the trees.</summary>
    [Id(2)] public required string Engine { get; init; }

    /// <summary>Seed of the growing.</summary>
    [Id(3)] public required int Seed { get; init; }

    /// <summary>Number of trees.</summary>
    [Id(4)] public required int Trees { get; init; }

    /// <summary>Best items of each part that it orders.</summary>
    [Id(5)] public required int PoolSize { get; init; }

    /// <summary>Days held out, that it learnt from and was judged on.</summary>
    [Id(6)] public required double TestDays { get; init; }

    /// <summary>Shoppers it was judged on, each by trees grown on others.</summary>
    [Id(7)] public required int Shoppers { get; init; }

    /// <summary>Mean NDCG@<see cref="Cutoff"/> of the blend's order of the pools.</summary>
    [Id(8)] public required double BlendNdcg { get; init; }

    /// <summary>The same of its own order.</summary>
    [Id(9)] public required double Ndcg { get; init; }

    /// <summary>Lower end of the 95 % interval of the difference of the two, by shopper.</summary>
    [Id(10)] public required double DifferenceLow { get; init; }

    /// <summary>Upper end of it.</summary>
    [Id(11)] public required double DifferenceHigh { get; init; }

    /// <summary>K of the NDCG.</summary>
    [Id(12)] public required int Cutoff { get; init; }

    /// <summary>Whether it was published although the interval is not over 0.</summary>
    [Id(13)] public bool IsForced { get; init; }

    /// <summary>When it was published.</summary>
    [Id(14)] public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Version of the code that grew it.</summary>
    [Id(15)] public required string CodeVersion { get; init; }
}
