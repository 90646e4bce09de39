using System.Diagnostics;
using Ayni.Silo.Hosting;

namespace Ayni.Silo.Tests.Ingestion;

/// <summary>A silo as a process of its own, to be killed.</summary>
internal sealed class SiloProcess : IDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process)
    {
        _process = process;
        // Read, or the process would stop at a full pipe.
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static SiloProcess Start(string dataDirectory, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ayni.Silo.dll"));
        start.Environment[Variable($"{AyniSiloOptions.Section}:{nameof(AyniSiloOptions.DataDirectory)}")] =
            dataDirectory;
        foreach (var (name, value) in settings)
            start.Environment[Variable(name)] = value;
        return new SiloProcess(Process.Start(start)!);
    }

    /// <summary>kill -9, and waits for the end.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static string Variable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal);
}
