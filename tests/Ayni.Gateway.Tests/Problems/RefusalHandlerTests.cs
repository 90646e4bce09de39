using System.Text.Json;
using Ayni.Gateway.Problems;
using Ayni.GrainInterfaces.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ayni.Gateway.Tests.Problems;

/// <summary>What a client is told of a failure behind the gateway: whether to send the same again.</summary>
public sealed class RefusalHandlerTests
{
    private static readonly Dictionary<string, Exception> Faults = new(StringComparer.Ordinal)
    {
        ["request shed"] = new GatewayTooBusyException(),
        ["queue of a grain full"] = new LimitExceededException("too many"),
        ["database behind another silo"] = new RemoteFaultException("Npgsql.NpgsqlException", "away", true),
        ["bug behind another silo"] = new RemoteFaultException("Some.LibraryException", "odd", false),
    };

    [Theory]
    [InlineData("request shed", 503, "unavailable", "1")]
    [InlineData("queue of a grain full", 503, "unavailable", "1")]
    [InlineData("database behind another silo", 503, "unavailable", "1")]
    [InlineData("bug behind another silo", 500, "internal", "")]
    public async Task TryHandleAsync_AFault_SaysWhetherToAskAgain(
        string fault, int status, string code, string retryAfter)
    {
        using var services = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };
        using var lifetime = new RunningHost();
        var handler = new RefusalHandler(NullLogger<RefusalHandler>.Instance, lifetime);

        Assert.True(await handler.TryHandleAsync(context, Faults[fault], CancellationToken.None));

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Equal(retryAfter, context.Response.Headers.RetryAfter.ToString());
        using var problem = JsonDocument.Parse(body.ToArray());
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
    }

    /// <summary>A host that runs on.</summary>
    private sealed class RunningHost : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _never = new();

        public CancellationToken ApplicationStarted => _never.Token;

        public CancellationToken ApplicationStopping => _never.Token;

        public CancellationToken ApplicationStopped => _never.Token;

        public void StopApplication()
        {
        }

        public void Dispose() => _never.Dispose();
    }
}
