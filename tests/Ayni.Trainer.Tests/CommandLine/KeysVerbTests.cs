using Ayni.Domain.Access;
using Ayni.Silo.Security;
using Ayni.Storage;

namespace Ayni.Trainer.Tests.CommandLine;

public sealed class KeysVerbTests
{
    [Fact]
    public async Task Add_FirstKey_PrintsItAloneAndKeepsItsHash()
    {
        using var workspace = new Workspace();

        var run = await RunAsync(workspace, "add", "boss", "--scopes", "admin", "--expires", "90d");

        var text = run.Out.Trim();
        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Matches("^ayni_[0-9a-f]{12}_[0-9a-f]{64}$", text);
        Assert.DoesNotContain(text, run.Error, StringComparison.Ordinal);
        var key = Assert.Single(await ReadAsync(workspace));
        Assert.Equal((byte[])[.. key.Hash], KeySecret.Hash(text));
        Assert.Equal(TimeSpan.FromDays(90), key.ExpiresAt - key.CreatedAt);
        Assert.Equal(("boss", AccessScopes.Admin, false), (key.Name, key.Scopes, key.IsPublic));
    }

    [Fact]
    public async Task Rotate_Name_MakesOneInItsPlaceAndListShowsBoth()
    {
        using var workspace = new Workspace();
        await RunAsync(workspace, "add", "page", "--scopes", "events,recommend", "--public");

        var rotated = await RunAsync(workspace, "rotate", "page", "--overlap", "12h", "--json");
        var list = await RunAsync(workspace, "list", "--json");
        var table = await RunAsync(workspace, "list");

        Assert.StartsWith("ayni_pub_", rotated.Json.GetProperty("key").GetString(), StringComparison.Ordinal);
        var keys = list.Json.GetProperty("keys");
        Assert.Equal(2, keys.GetArrayLength());
        Assert.All(keys.EnumerateArray(), key => Assert.False(key.TryGetProperty("key", out _)));
        Assert.NotNull(keys[0].GetProperty("expires_at").GetString());
        Assert.Equal("live", keys[1].GetProperty("state").GetString());
        Assert.True(keys[1].GetProperty("public").GetBoolean());
        Assert.Contains("events, recommend (public)", table.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_Name_TakesAllOfItBack()
    {
        using var workspace = new Workspace();
        await RunAsync(workspace, "add", "old", "--scopes", "train");
        await RunAsync(workspace, "rotate", "old");

        var run = await RunAsync(workspace, "revoke", "old");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.All(await ReadAsync(workspace), key => Assert.NotNull(key.RevokedAt));
        Assert.Equal(ExitCodes.Invalid, (await RunAsync(workspace, "revoke", "old")).ExitCode);
    }

    [Theory]
    [InlineData("trian", "add", "k", "--scopes", "trian")]
    [InlineData("public key", "add", "k", "--scopes", "admin", "--public")]
    [InlineData("--expires", "add", "k", "--scopes", "admin", "--expires", "soon")]
    [InlineData("expires_at", "add", "k", "--scopes", "admin", "--expires", "2001-01-01")]
    [InlineData("--overlap", "rotate", "k", "--overlap", "long")]
    [InlineData("'nobody'", "rotate", "nobody")]
    [InlineData("name", "add", "", "--scopes", "admin")]
    public async Task Keys_BadArgument_IsRefusedByName(string named, params string[] args)
    {
        using var workspace = new Workspace();

        var run = await RunAsync(workspace, args);

        Assert.Equal(ExitCodes.Invalid, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.Empty(await ReadAsync(workspace));
    }

    private static Task<CommandLineRun> RunAsync(Workspace workspace, params string[] args) =>
        CommandLineRun.OfAsync(["keys", .. args, "--data", workspace.Data]);

    private static async Task<IReadOnlyList<AccessKey>> ReadAsync(Workspace workspace)
    {
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
        return await stores.Keys.ReadAsync();
    }
}
