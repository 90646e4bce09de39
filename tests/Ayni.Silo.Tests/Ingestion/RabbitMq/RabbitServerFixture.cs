namespace Ayni.Silo.Tests.Ingestion.RabbitMq;

/// <summary>One server for the tests of a class; none where it is not installed.</summary>
public sealed class RabbitServerFixture : IAsyncLifetime
{
    private RabbitServer? _server;

    internal RabbitServer Server
    {
        get
        {
            Skip.If(_server is null, RabbitServer.AbsentReason);
            return _server;
        }
    }

    public async Task InitializeAsync()
    {
        if (RabbitServer.IsInstalled)
            _server = await RabbitServer.StartNewAsync();
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
