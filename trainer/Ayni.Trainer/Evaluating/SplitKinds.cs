namespace Ayni.Trainer.Evaluating;

/// <summary>Ways to make a test set, by their names on the command line.</summary>
internal static class SplitKinds
{
    /// <summary>By time where that asks enough shoppers, else leave-last-out.</summary>
    public const string Auto = "auto";

    public const string Files = "files";
    public const string Time = "time";
    public const string LeaveLastOut = "leave-last-out";
    public const string KFold = "k-fold";
    public const string Replay = "replay";
    public const string HoldOut = "hold-out";
    public const string Test = "test";
    public const string Refitted = "test-refitted";
    public const string Validation = "validation";

    /// <summary>What a log can be split by; the default first.</summary>
    public static readonly string[] OfLog = [Auto, Time, LeaveLastOut, KFold, Replay, HoldOut];

    /// <summary>What files of pairs without times can be split by; the default first.</summary>
    public static readonly string[] OfFiles = [Files, LeaveLastOut, KFold, HoldOut];

    /// <summary>What files of sequences can be split by; the default first.</summary>
    public static readonly string[] OfSequences = [Test, Refitted, Validation];

    /// <summary>What files of baskets can be split by; the default first.</summary>
    public static readonly string[] OfBaskets = [Test, Validation];
}
