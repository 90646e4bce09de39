using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ayni.Trainer.Tests.CommandLine;

/// <summary>The program as people run it.</summary>
public class ProcessTests
{
    [Fact]
    public async Task Process_GenerateJson_KeepsResultAndProgressApart()
    {
        using var workspace = new Workspace();
        using var process = Start("generate", "--data", workspace.Data, "--events", "20000", "--json");

        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(ExitCodes.Success, process.ExitCode);
        Assert.Equal(20_000, JsonDocument.Parse(output).RootElement.GetProperty("events").GetInt64());
        Assert.Contains("Events: 100", await error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Process_Terminated_StopsWith130()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM");
        using var workspace = new Workspace();
        using var process = Start("generate", "--csv", workspace.Path, "--events", "1000000000");
        var output = process.StandardOutput.ReadToEndAsync();

        // The first line of progress says that the work is under way.
        Assert.StartsWith("Events:", await process.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        using var kill = Process.Start(
            "kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        var rest = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(ExitCodes.Cancelled, process.ExitCode);
        Assert.Contains("Cancelled.", rest, StringComparison.Ordinal);
        Assert.Empty(await output);
    }

    private static Process Start(params string[] args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Ayni.Trainer.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }
}
