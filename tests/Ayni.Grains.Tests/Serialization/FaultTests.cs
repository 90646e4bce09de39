using System.Text.Json;
using Ayni.Domain.Errors;
using Ayni.GrainInterfaces.Faults;
using Ayni.GrainInterfaces.Training;
using Ayni.Grains.Tests.Shops;
using Ayni.Grains.Training;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ayni.Grains.Tests.Serialization;

/// <summary>What a caller in another process is told when a grain fails, in a call or before it is active.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private ShopCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await ShopCluster.StartAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData("ours", typeof(AyniException))]
    [InlineData("ours derived", typeof(LostFactorsException))]
    [InlineData("sqlite", typeof(SqliteException))]
    [InlineData("json", typeof(JsonException))]
    [InlineData("cancelled", typeof(OperationCanceledException))]
    [InlineData("task cancelled", typeof(TaskCanceledException))]
    [InlineData("postgres", typeof(RemoteFaultException))]
    [InlineData("npgsql", typeof(RemoteFaultException))]
    [InlineData("foreign", typeof(RemoteFaultException))]
    [InlineData("foreign within", typeof(InvalidOperationException))]
    [InlineData("foreign among", typeof(AggregateException))]
    public async Task Call_AGrainFails_TheCallerLearnsWhyAndWhetherToAskAgain(string fault, Type expected)
    {
        var thrown = Faults.ByName[fault]();
        foreach (var arrived in await ArrivedAsync(fault))
        {
            Assert.IsType(expected, arrived);
            Assert.Contains(Faults.Said, arrived.Message, StringComparison.Ordinal);
            Assert.Equal(TransientFaults.IsTransient(thrown), TransientFaults.IsTransient(arrived));
            Assert.Equal(thrown.InnerException?.Message, arrived.InnerException?.Message);
        }
    }

    [Theory]
    [InlineData("ours", ErrorCodes.Conflict)]
    [InlineData("ours derived", ErrorCodes.NotFound)]
    public async Task Call_ARefusalOfOurs_KeepsItsCode(string fault, string code) =>
        Assert.All(await ArrivedAsync(fault), arrived => Assert.Equal(code, ((AyniException)arrived).Code));

    [Theory]
    [InlineData("postgres", typeof(PostgresException), true)]
    [InlineData("npgsql", typeof(NpgsqlException), true)]
    [InlineData("foreign", typeof(ModelRefusedException), false)]
    public async Task Call_AForeignException_IsNamed(string fault, Type type, bool isStoreFault) =>
        Assert.All((await ArrivedAsync(fault)).Cast<RemoteFaultException>(), arrived =>
        {
            Assert.Equal(type.FullName, arrived.TypeName);
            Assert.Equal(isStoreFault, arrived.IsStoreFault);
            Assert.Contains(nameof(FaultyGrain), arrived.StackTrace, StringComparison.Ordinal);
        });

    [Fact]
    public async Task Call_AForeignExceptionWithin_IsNamedToo()
    {
        foreach (var arrived in await ArrivedAsync("foreign within"))
        {
            var inner = Assert.IsType<RemoteFaultException>(arrived.InnerException);
            Assert.Equal(typeof(PostgresException).FullName, inner.TypeName);
        }
    }

    private async Task<Exception[]> ArrivedAsync(string fault) =>
    [
        await FailAsync("fine", fault),
        await FailAsync(fault, fault),
    ];

    private Task<Exception> FailAsync(string key, string fault) =>
        Assert.ThrowsAnyAsync<Exception>(() => _cluster.Grains.GetGrain<IFaultyGrain>(key).Fail(fault));
}
