using Ayni.Domain.Models;

namespace Ayni.Storage.Tests.Models;

/// <summary>What <see cref="IModelStore"/> promises, whether it keeps files or rows.</summary>
public abstract class ModelStoreContract(StorageFixture fixture)
{
    private const int MoreThanAChunk = (16 << 20) + 12_345;

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(16 << 20)]
    [InlineData(MoreThanAChunk)]
    public async Task WriteAsync_AnySize_IsReadBack(int sizeBytes)
    {
        var models = (await fixture.OpenAsync()).Models;
        var value = Filled(sizeBytes, 1);

        await models.WriteAsync($"size/{sizeBytes}/items.safetensors", value);

        var read = await models.ReadAsync($"size/{sizeBytes}/items.safetensors");
        Assert.NotNull(read);
        Assert.True(value.AsSpan().SequenceEqual(read));
    }

    [SkippableFact]
    public async Task WriteAsync_ExistingKey_IsReplacedWhole()
    {
        var models = (await fixture.OpenAsync()).Models;
        await models.WriteAsync("replace/a", Filled(MoreThanAChunk, 1));

        await models.WriteAsync("replace/a", Filled(10, 2));

        Assert.Equal(Filled(10, 2), await models.ReadAsync("replace/a"));
        Assert.Equal(["replace/a"], await models.ListAsync("replace/"));
    }

    [SkippableFact]
    public async Task ReadAsync_WhileBeingReplaced_GivesOneValueOrTheOther()
    {
        AyniStorage[] storages = [await fixture.OpenAsync(), await fixture.OpenAsync()];
        await storages[0].Models.WriteAsync("torn/a", Filled(300_000, 0));

        var writing = Task.WhenAll(Enumerable.Range(1, 20).Select(
            i => storages[i % 2].Models.WriteAsync("torn/a", Filled(300_000 + i, (byte)i))));
        do
        {
            var value = await storages[0].Models.ReadAsync("torn/a");
            Assert.NotNull(value);
            Assert.Equal(300_000 + value[0], value.Length);
            Assert.Equal(-1, value.AsSpan().IndexOfAnyExcept(value[0]));
        }
        while (!writing.IsCompleted);
        await writing;
    }

    [SkippableFact]
    public async Task WriteAsync_Cancelled_LeavesTheOldValue()
    {
        var models = (await fixture.OpenAsync()).Models;
        await models.WriteAsync("cancel/a", Filled(10, 1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => models.WriteAsync("cancel/a", Filled(20, 2), new CancellationToken(canceled: true)));

        Assert.Equal(Filled(10, 1), await models.ReadAsync("cancel/a"));
        Assert.Equal(["cancel/a"], await models.ListAsync("cancel"));
    }

    [SkippableFact]
    public async Task ReadAsync_UnknownKey_ReturnsNull()
    {
        var models = (await fixture.OpenAsync()).Models;
        await models.WriteAsync("unknown/a/b", Filled(1, 1));

        Assert.Null(await models.ReadAsync("unknown/a/c"));
        Assert.Null(await models.ReadAsync("unknown/a"));
        Assert.Null(await models.ReadAsync("unknown/a/b/c"));
        Assert.Null(await models.ReadAsync("nowhere/at/all"));
    }

    [SkippableFact]
    public async Task ListAsync_APrefix_GivesTheKeysThatStartWithItInOrder()
    {
        var models = (await fixture.OpenAsync()).Models;
        string[] keys = ["list/v1/b", "list/v10/a", "list/v1/a-1", "list/v1/a.b", "list/v2/a", "listing/x"];
        foreach (var key in keys)
            await models.WriteAsync(key, Filled(1, 1));

        Assert.Equal(["list/v1/a-1", "list/v1/a.b", "list/v1/b"], await models.ListAsync("list/v1/"));
        Assert.Equal(["list/v1/a-1", "list/v1/a.b", "list/v1/b", "list/v10/a"], await models.ListAsync("list/v1"));
        Assert.Equal(6, (await models.ListAsync("list")).Count);
        Assert.Empty(await models.ListAsync("list/v3/"));
        Assert.Equal(6, (await models.ListAsync("")).Count(key => key.StartsWith("list", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public async Task DeleteAsync_APrefix_DeletesThoseKeysOnly()
    {
        var models = (await fixture.OpenAsync()).Models;
        foreach (var key in new[] { "delete/v1/a", "delete/v1/b", "delete/v10/a" })
            await models.WriteAsync(key, Filled(MoreThanAChunk, 1));

        Assert.Equal(2, await models.DeleteAsync("delete/v1/"));
        Assert.Equal(0, await models.DeleteAsync("delete/v1/"));

        Assert.Equal(["delete/v10/a"], await models.ListAsync("delete/"));
        Assert.Null(await models.ReadAsync("delete/v1/a"));
    }

    [SkippableFact]
    public async Task WriteAsync_WhileNeighboursAreDeleted_IsKept()
    {
        var models = (await fixture.OpenAsync()).Models;

        var deleting = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => models.DeleteAsync("neighbour/old/")));
        for (var i = 0; i < 50; i++)
        {
            await models.WriteAsync($"neighbour/old/{i}", Filled(1, 1));
            await models.WriteAsync($"neighbour/new/{i}", Filled(1, 1));
        }

        await deleting;
        Assert.Equal(50, (await models.ListAsync("neighbour/new/")).Count);
    }

    [SkippableFact]
    public async Task WriteAsync_KeyInsideAnotherKey_IsRefused()
    {
        var models = (await fixture.OpenAsync()).Models;
        await models.WriteAsync("nested/a", Filled(1, 1));
        await models.WriteAsync("nested/b/c", Filled(1, 1));

        await Assert.ThrowsAsync<ArgumentException>(() => models.WriteAsync("nested/a/x", Filled(1, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => models.WriteAsync("nested/b", Filled(1, 1)));

        Assert.Equal(["nested/a", "nested/b/c"], await models.ListAsync("nested/"));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a/../")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("a/.")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a\\b")]
    [InlineData("ñ")]
    [InlineData("a\0")]
    public async Task WriteAsync_MalformedKey_IsRefused(string key)
    {
        var models = (await fixture.OpenAsync()).Models;

        await Assert.ThrowsAsync<ArgumentException>(() => models.WriteAsync(key, Filled(1, 1)));
        await Assert.ThrowsAsync<ArgumentException>(() => models.ReadAsync(key));
    }

    [SkippableTheory]
    [InlineData("../")]
    [InlineData("/")]
    [InlineData("a/../")]
    [InlineData("a%")]
    public async Task DeleteAsync_MalformedPrefix_IsRefused(string prefix)
    {
        var models = (await fixture.OpenAsync()).Models;

        await Assert.ThrowsAsync<ArgumentException>(() => models.DeleteAsync(prefix));
        await Assert.ThrowsAsync<ArgumentException>(() => models.ListAsync(prefix));
    }

    private static byte[] Filled(int sizeBytes, byte value)
    {
        var bytes = new byte[sizeBytes];
        Array.Fill(bytes, value);
        return bytes;
    }
}
