namespace Ayni.Cluster.Tests.Processes;

/// <summary>A gateway or a silo of a cluster, as a process.</summary>
internal sealed class AyniProcess : ServerProcess
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(50);

    private AyniProcess(string name, string program, ServerSettings settings, Uri? address)
        : base(name, "dotnet", [Path.Combine(AppContext.BaseDirectory, program)], settings)
    {
        Http = address is null ? null : new HttpClient { BaseAddress = address, Timeout = StartLimit };
    }

    /// <summary>Talks to it; null for a silo.</summary>
    public HttpClient? Http { get; }

    public static AyniProcess StartGateway(string name, ServerSettings settings, Uri address) =>
        new(name, "Ayni.Gateway.dll", settings, address);

    public static AyniProcess StartSilo(string name, ServerSettings settings) =>
        new(name, "Ayni.Silo.dll", settings, null);

    /// <summary>Waits until a gateway says it is ready, or a silo that it is up.</summary>
    public async Task WaitUntilUpAsync()
    {
        if (Http is null)
        {
            await Output.WaitForAsync(line => line.StartsWith("Silo up", StringComparison.Ordinal))
                .WaitAsync(StartLimit);
            return;
        }

        await Output.WaitForAsync(line => line.StartsWith("Serving at ", StringComparison.Ordinal))
            .WaitAsync(StartLimit);
        using var limit = new CancellationTokenSource(StartLimit);
        using var timer = new PeriodicTimer(PollPeriod);
        do
        {
            using var answer = await Http.GetAsync("/health/ready", limit.Token);
            if (answer.IsSuccessStatusCode)
                return;
        }
        while (await timer.WaitForNextTickAsync(limit.Token));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Http?.Dispose();
        base.Dispose(disposing);
    }
}
