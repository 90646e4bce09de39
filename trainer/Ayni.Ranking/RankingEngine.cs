namespace Ayni.Ranking;

/// <summary>What grows the trees.</summary>
public enum RankingEngine
{
    /// <summary>LightGBM's LambdaMART where its native part loads, else FastTree's.</summary>
    Auto,

    /// <summary>LightGBM.</summary>
    LightGbm,

    /// <summary>FastTree: slower, managed code and a small native part of ML.NET that every platform has.</summary>
    FastTree,
}
