using Ayni.Cluster.Tests.Load;

namespace Ayni.Cluster.Tests;

/// <summary>What the cluster must reach under a fault, and which of it is asserted.</summary>
internal static class Targets
{
    /// <summary>Latest a client that asks a living gateway may have to wait.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);

    /// <summary>A cluster that was killed as a whole answers again within this.</summary>
    public static readonly TimeSpan ColdStart = TimeSpan.FromSeconds(30);

    /// <summary>Asserts what any fault may cost: no event, and of errors a 503 that says when to come again.</summary>
    public static void Check(LoadReport report)
    {
        Assert.Equal(0, report.Lost);
        Assert.Equal(0, report.Doubled);
        Assert.True(report.Acknowledged > 0, "No event was acknowledged, so nothing was shown.");
        Assert.Equal(0, report.ServerErrors);
        Assert.Equal(0, report.UnavailableWithoutRetryAfter);
    }

    /// <summary>
    /// Asserts what one lost process may cost: as any fault, and every answer is there. In time, too, in the long form,
    /// which runs on a machine that does nothing else.
    /// </summary>
    public static void CheckLostProcess(LoadReport report)
    {
        Check(report);
        Assert.Equal(0, report.Unavailable);
        Assert.True(
            !Scale.IsLong || report.LongestAnswer <= LongestAnswer,
            $"{report.LongestAnswer} is over {LongestAnswer}: {report}");
    }
}
