using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo in this process.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private bool _isActive = true;
    private int _disposed;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    public override async Task StopSiloAsync(bool stopGracefully) =>
        await StopSiloAsync(new CancellationToken(!stopGracefully));

    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!IsActive)
            return;
        _isActive = false;
        try
        {
            await SiloHost.StopAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It was told to die, not to stop.
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await StopSiloAsync(true);
        if (SiloHost is IAsyncDisposable host)
            await host.DisposeAsync();
        else
            SiloHost.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        base.Dispose(disposing);
        SiloHost.Dispose();
    }
}
