namespace Ayni.Grains.Answering;

/// <summary>What an answer is made of, as a metric's tag and a span say it.</summary>
internal static class AnswerStage
{
    /// <summary>Finding the table that answers; loads or counts where it is not in memory.</summary>
    public const string Table = "table";

    /// <summary>Reading a shopper's interactions from the log: as the grain is activated, or without it.</summary>
    public const string History = "history";

    /// <summary>Reading the profile without the shopper's grain.</summary>
    public const string Profile = "profile";

    /// <summary>Solving the shopper's factor; nearly nothing where it is known.</summary>
    public const string FoldIn = "fold_in";

    /// <summary>One pass over the index.</summary>
    public const string IndexScan = "index_scan";

    /// <summary>Product grains, or the catalogue, confirming what the index found.</summary>
    public const string Confirmation = "confirmation";

    /// <summary>Naming the past products that an answer comes from.</summary>
    public const string Explanation = "explanation";
}
