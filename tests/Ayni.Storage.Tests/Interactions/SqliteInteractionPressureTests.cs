using Ayni.Domain.Errors;
using Microsoft.Data.Sqlite;
using static Ayni.Storage.Tests.Interactions.Samples;

namespace Ayni.Storage.Tests.Interactions;

public sealed class SqliteInteractionPressureTests(SqliteFixture fixture)
    : InteractionPressureContract(fixture), IClassFixture<SqliteFixture>
{
    private readonly SqliteFixture _fixture = fixture;

    [Fact]
    public async Task AppendAsync_LockedByAnotherForTooLong_IsToldToComeAgainAndNotWritten()
    {
        var log = (await _fixture.OpenAsync()).Log;
        await log.AppendAsync([View("locked-before")]);
        await using (await HoldLogAsync())
        {
            var append = log.AppendAsync([View("locked")]);
            while (!append.IsCompleted)
            {
                _fixture.Clock.Advance(TimeSpan.FromSeconds(61));
                await Task.Yield();
            }

            var refusal = await Assert.ThrowsAsync<AyniException>(() => append);
            Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        }

        Assert.False((await log.AppendAsync([View("locked")]))[0].IsDuplicate);
    }

    private protected override async Task<IAsyncDisposable> HoldLogAsync()
    {
        var path = Path.Combine(_fixture.Options.DataDirectory, "ayni.db");
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        await begin.ExecuteNonQueryAsync();
        return connection;
    }
}
