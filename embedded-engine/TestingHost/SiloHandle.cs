namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    public TestClusterOptions? ClusterOptions { get; set; }

    public short InstanceNumber { get; set; }

    public string Name { get; set; } = null!;

    public SiloAddress SiloAddress { get; set; } = null!;

    public SiloAddress GatewayAddress { get; set; } = null!;

    public abstract bool IsActive { get; }

    /// <summary>Stops the silo; not gracefully is dying at once.</summary>
    public abstract Task StopSiloAsync(bool stopGracefully);

    public abstract Task StopSiloAsync(CancellationToken ct);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public abstract ValueTask DisposeAsync();

    public override string ToString() => SiloAddress.ToString();

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && IsActive)
            StopSiloAsync(true).GetAwaiter().GetResult();
    }
}
