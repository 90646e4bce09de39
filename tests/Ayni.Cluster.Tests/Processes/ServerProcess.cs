using System.Diagnostics;

namespace Ayni.Cluster.Tests.Processes;

/// <summary>A server in a process group of its own: started, signalled, killed, gone when this is disposed.</summary>
internal class ServerProcess : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Reaper _reaper;
    private bool _isDisposed;

    protected ServerProcess(string name, string fileName, IEnumerable<string> arguments, ServerSettings settings)
    {
        Name = name;
        // Without a group of its own a Ctrl-C at the test run would reach it, and its children would outlive it.
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.WorkingDirectory,
        };
        foreach (var argument in (string[])[fileName, .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in settings.Environment)
            start.Environment[key] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Output.Add(line.Data);
        _process.Start();
        _reaper = new Reaper(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Ended = WatchAsync();
    }

    /// <summary>What a report calls it.</summary>
    public string Name { get; }

    public int Id => _process.Id;

    public BoundedOutput Output { get; } = new();

    /// <summary>Completes with the exit code when the process has ended and all its output is read.</summary>
    public Task<int> Ended { get; }

    public bool IsRunning => !Ended.IsCompleted;

    /// <summary>kill -9, and waits for the end.</summary>
    public Task KillAsync() => SignalAsync("KILL");

    /// <summary>Sends a signal and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> SignalAsync(string signal)
    {
        await SendAsync(signal);
        return await Ended.WaitAsync(EndLimit);
    }

    /// <summary>Sends a signal.</summary>
    public async Task SendAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing || _isDisposed)
            return;
        _isDisposed = true;
        _reaper.Dispose();
        _process.WaitForExit(EndLimit);
        _process.Dispose();
    }

    private async Task<int> WatchAsync()
    {
        await _process.WaitForExitAsync();
        Output.End($"{Name} ended with exit code {_process.ExitCode}.");
        return _process.ExitCode;
    }
}
