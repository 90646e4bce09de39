using System.Globalization;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>Memory of a process as the kernel counts it, in megabytes.</summary>
/// <param name="All">All of it.</param>
/// <param name="Mapped">Of it files that are mapped, which the kernel takes back when it needs to.</param>
internal sealed record ResidentMemory(double All, double Mapped)
{
    private const double KilobytesPerMegabyte = 1024;

    /// <summary>What the collector, the runtime and libraries hold.</summary>
    public double Own => All - Mapped;

    public static ResidentMemory Of(ServerProcess process)
    {
        var lines = File.ReadAllLines($"/proc/{process.Id}/status");
        return new ResidentMemory(Of("VmRSS:"), Of("RssFile:"));

        double Of(string name)
        {
            var line = lines.Single(text => text.StartsWith(name, StringComparison.Ordinal));
            var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return double.Parse(kilobytes, CultureInfo.InvariantCulture) / KilobytesPerMegabyte;
        }
    }
}
