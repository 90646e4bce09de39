using Ayni.Cluster.Tests.Load;
using Xunit.Abstractions;

namespace Ayni.Cluster.Tests.Scenarios;

/// <summary>The table of faults: a row a scenario, in the test's output and in a file where one is named.</summary>
internal static class FaultTable
{
    /// <summary>Variable that names the file rows are appended to.</summary>
    public const string FileVariable = "AYNI_CLUSTER_TABLE";

    public static async Task WriteAsync(ITestOutputHelper output, string row, string detail = "")
    {
        output.WriteLine($"{LoadReport.Head}\n{row}\n{detail}");
        if (Environment.GetEnvironmentVariable(FileVariable) is not { } path)
            return;
        if (!File.Exists(path))
            await File.WriteAllTextAsync(path, LoadReport.Head + "\n");
        await File.AppendAllTextAsync(path, $"{row}\n{(detail.Length > 0 ? $"<!-- {detail} -->\n" : "")}");
    }
}
