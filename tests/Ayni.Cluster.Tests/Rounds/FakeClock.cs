using System.Globalization;

namespace Ayni.Cluster.Tests.Rounds;

/// <summary>
/// A clock of a process that a test sets while it runs, by the library libfaketime: what the wall clock says, not how
/// time passes.
/// </summary>
internal sealed class FakeClock(string file)
{
    /// <summary>Reason to give where the library is not.</summary>
    public const string AbsentReason = $"{Library} is not installed (Debian's package libfaketime).";

    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    public static bool IsInstalled => File.Exists(Library);

    /// <summary>What the process is started with.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("LD_PRELOAD", Library), ("FAKETIME_TIMESTAMP_FILE", file), ("FAKETIME_CACHE_DURATION", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1"),
    ];

    /// <summary>Sets it, from the true time; the process sees it within a second.</summary>
    public void Set(TimeSpan ahead) => File.WriteAllText(
        file, ((long)ahead.TotalSeconds).ToString("+0;-0;+0", CultureInfo.InvariantCulture));
}
