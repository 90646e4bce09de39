using System.Diagnostics;
using System.Text;
using Ayni.Gateway.Tests.Hosting;

namespace Ayni.Gateway.Tests.Processes;

/// <summary>The built gateway as a process of its own.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _demoReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private GatewayProcess(string dataDirectory, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataDirectory,
        };
        string[] all =
        [
            Path.Combine(AppContext.BaseDirectory, "Ayni.Gateway.dll"),
            "--urls", "http://127.0.0.1:0",
            "--data", dataDirectory,
            .. arguments,
        ];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _serving.TrySetException(new InvalidOperationException("The gateway ended."));
        _process.Exited += (_, _) => _demoReady.TrySetException(new InvalidOperationException("The gateway ended."));
    }

    public GatewayClient Client { get; private set; } = null!;

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Starts the process and waits until it serves.</summary>
    public static async Task<GatewayProcess> StartAsync(string dataDirectory, params string[] arguments)
    {
        var gateway = new GatewayProcess(dataDirectory, arguments);
        gateway._process.Start();
        gateway._process.BeginOutputReadLine();
        gateway._process.BeginErrorReadLine();
        try
        {
            gateway.Client = new GatewayClient(await gateway._serving.Task.WaitAsync(Limit));
        }
        catch (Exception error)
        {
            // Waits for the end of the output too, which may come after the end of the process.
            if (error is not TimeoutException)
                await gateway._process.WaitForExitAsync().WaitAsync(Limit);
            gateway.Dispose();
            throw new InvalidOperationException($"The gateway did not start:\n{gateway.Output}", error);
        }

        return gateway;
    }

    /// <summary>Waits until the demo says that it is ready.</summary>
    public Task WaitForDemoAsync() => _demoReady.Task.WaitAsync(Limit);

    /// <summary>Kills it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Presses Ctrl-C and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        using (var kill = Process.Start("sh", ["-c", $"kill -{StopSignal()} {_process.Id}"]))
            await kill.WaitForExitAsync().WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Client?.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    // A test run in the background of a shell has Ctrl-C ignored, and so have its children; TERM takes the same path.
    private string StopSignal()
    {
        const long InterruptBit = 1 << (2 - 1);
        var ignored = File.ReadLines($"/proc/{_process.Id}/status")
            .Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToInt64(ignored.Split('\t')[1], 16) & InterruptBit) == 0 ? "INT" : "TERM";
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
        if (line.StartsWith("Serving at ", StringComparison.Ordinal))
            _serving.TrySetResult(new Uri(line.Split(' ')[2]));
        if (line.Contains("] Ready.", StringComparison.Ordinal))
            _demoReady.TrySetResult();
    }
}
