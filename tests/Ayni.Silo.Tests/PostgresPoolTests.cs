using Ayni.Silo.Hosting;
using Npgsql;

namespace Ayni.Silo.Tests;

public sealed class PostgresPoolTests
{
    [Fact]
    public void Bound_NoneGiven_IsOursAndTheRestStays()
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresPool.Bound("Host=db;Database=shop;Password=a b"));

        Assert.Equal(PostgresPool.DefaultSize, settings.MaxPoolSize);
        Assert.Equal(("db", "shop", "a b"), (settings.Host, settings.Database, settings.Password));
    }

    [Theory]
    [InlineData("Host=db;Maximum Pool Size=100", 100)]
    [InlineData("Host=db;MaxPoolSize=3", 3)]
    [InlineData("Host=db;Minimum Pool Size=40", 40)]
    public void Bound_Given_Stays(string connectionString, int size) =>
        Assert.Equal(size, new NpgsqlConnectionStringBuilder(PostgresPool.Bound(connectionString)).MaxPoolSize);
}
