namespace Ayni.Cluster.Tests;

/// <summary>How much of everything: a form for every run of the tests, and a long one by hand.</summary>
/// <param name="RequestsPerSecond">Requests a second, events among them.</param>
/// <param name="Before">Load before the fault.</param>
/// <param name="After">Load after it.</param>
/// <param name="Faults">How often.</param>
internal sealed record Scale(int RequestsPerSecond, TimeSpan Before, TimeSpan After, int Faults)
{
    /// <summary>Variable that lets the long form run.</summary>
    public const string LongVariable = "AYNI_CLUSTER_LONG";

    /// <summary>Reason to give when the long form skips.</summary>
    public const string ShortReason = $"The long form runs where {LongVariable} is 1.";

    /// <summary>For every run.</summary>
    public static Scale Short { get; } = new(100, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(6), 1);

    /// <summary>By hand.</summary>
    public static Scale Long { get; } = new(100, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(40), 3);

    /// <summary>Whether the long form runs.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable(LongVariable) == "1";

    public static void SkipUnlessLong() => Skip.IfNot(IsLong, ShortReason);
}
