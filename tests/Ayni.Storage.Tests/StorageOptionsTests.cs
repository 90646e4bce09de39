namespace Ayni.Storage.Tests;

public sealed class StorageOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreSqliteInTheWorkingDirectory()
    {
        var options = new StorageOptions();

        options.Validate();

        Assert.Equal("ayni-data", options.DataDirectory);
        Assert.Null(options.PostgresConnectionString);
        Assert.False(options.UsesPostgres);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Validate_EmptyDirectory_NamesTheField(string directory)
    {
        var options = new StorageOptions { DataDirectory = directory };

        var exception = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Contains(nameof(StorageOptions.DataDirectory), exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Database=ayni")]
    [InlineData("nonsense")]
    [InlineData("Host=h;Port=many")]
    [InlineData("Host=h;Colour=red;Password=secret")]
    public void Validate_BadConnectionString_NamesTheFieldAndKeepsThePassword(string connectionString)
    {
        var options = new StorageOptions { PostgresConnectionString = connectionString };

        var exception = Assert.Throws<ArgumentException>(options.Validate);

        Assert.Contains(nameof(StorageOptions.PostgresConnectionString), exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ConnectionString_IsAccepted()
    {
        var options = new StorageOptions { DataDirectory = "", PostgresConnectionString = "Host=h;Database=ayni" };

        options.Validate();

        Assert.True(options.UsesPostgres);
    }
}
