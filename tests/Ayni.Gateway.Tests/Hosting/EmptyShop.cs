namespace Ayni.Gateway.Tests.Hosting;

/// <summary>A gateway without data, shared by the tests of a class; each test uses ids of its own.</summary>
public sealed class EmptyShop : IAsyncLifetime
{
    private RunningGateway? _gateway;

    internal GatewayClient Client => _gateway!.Client;

    public async Task InitializeAsync() => _gateway = await RunningGateway.StartAsync();

    public Task DisposeAsync() => _gateway?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
