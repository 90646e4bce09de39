using Ayni.Domain.Access;
using Ayni.Domain.Errors;

namespace Ayni.Storage.Tests.Access;

/// <summary>What <see cref="IAccessKeys"/> promises, whichever database keeps it.</summary>
public abstract class AccessKeysContract(StorageFixture fixture)
{
    private const int Many = 1_000;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_123);

    [SkippableFact]
    public async Task AddAsync_Key_IsReadByOthersAsItIs()
    {
        var key = Key("a1", "añadir") with
        {
            Scopes = AccessScopes.Events | AccessScopes.Recommend,
            IsPublic = true,
            ExpiresAt = Now.AddDays(1),
        };

        await (await fixture.OpenAsync()).Keys.AddAsync(key, ofNewName: true, Many);
        var read = await FindAsync(await fixture.OpenAsync(), "a1");

        Assert.Equal(key.Hash.ToArray(), read.Hash.ToArray());
        Assert.Equal(key, read with { Hash = key.Hash });
    }

    [SkippableFact]
    public async Task AddAsync_NameOfALiveKey_IsRefusedUnlessItTakesItsPlace()
    {
        var keys = (await fixture.OpenAsync()).Keys;
        await keys.AddAsync(Key("b1", "taken") with { ExpiresAt = Now.AddHours(1) }, ofNewName: true, Many);

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => keys.AddAsync(Key("b2", "taken"), ofNewName: true, Many));
        await keys.AddAsync(Key("b3", "taken") with { ExpiresAt = Now.AddHours(1) }, ofNewName: false, Many);
        await keys.AddAsync(Key("b4", "taken") with { CreatedAt = Now.AddHours(1) }, ofNewName: true, Many);

        Assert.Equal(ErrorCodes.Conflict, refusal.Code);
        Assert.Contains("'taken'", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["b1", "b3", "b4"], (await keys.ReadAsync()).Where(key => key.Name == "taken").Select(key => key.Id));
    }

    [SkippableFact]
    public async Task AddAsync_TooManyLive_IsRefusedUntilOneIsRevoked()
    {
        var keys = (await fixture.OpenAsync()).Keys;
        var time = Now.AddYears(1);
        await keys.AddAsync(Key("c1", "many-1") with { CreatedAt = time }, ofNewName: true, Many);
        var live = (await keys.ReadAsync()).Count(key => key.IsLive(time));

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => keys.AddAsync(Key("c2", "many-2") with { CreatedAt = time }, ofNewName: true, live));
        await keys.RevokeAsync("c1", time);
        await keys.AddAsync(Key("c3", "many-3") with { CreatedAt = time }, ofNewName: true, live);

        Assert.Equal(ErrorCodes.Conflict, refusal.Code);
    }

    [SkippableFact]
    public async Task RevokeAsync_Twice_KeepsTheFirstTimeAndTheKey()
    {
        var stores = await fixture.OpenAsync();
        await stores.Keys.AddAsync(Key("d1", "revoked"), ofNewName: true, Many);

        Assert.True(await stores.Keys.RevokeAsync("d1", Now.AddMinutes(1)));
        Assert.True(await stores.Keys.RevokeAsync("d1", Now.AddMinutes(2)));
        Assert.False(await stores.Keys.RevokeAsync("none", Now));

        Assert.Equal(Now.AddMinutes(1), (await FindAsync(stores, "d1")).RevokedAt);
    }

    [SkippableFact]
    public async Task ExpireAsync_LaterThanItDoes_ChangesNothing()
    {
        var stores = await fixture.OpenAsync();
        await stores.Keys.AddAsync(Key("e1", "expiring"), ofNewName: true, Many);

        Assert.True(await stores.Keys.ExpireAsync("e1", Now.AddMinutes(5)));
        Assert.True(await stores.Keys.ExpireAsync("e1", Now.AddMinutes(9)));
        Assert.False(await stores.Keys.ExpireAsync("none", Now));

        Assert.Equal(Now.AddMinutes(5), (await FindAsync(stores, "e1")).ExpiresAt);
    }

    [SkippableFact]
    public async Task NoteUseAsync_OlderTime_ChangesNothing()
    {
        var stores = await fixture.OpenAsync();
        await stores.Keys.AddAsync(Key("f1", "used-1"), ofNewName: true, Many);
        await stores.Keys.AddAsync(Key("f2", "used-2"), ofNewName: true, Many);

        await stores.Keys.NoteUseAsync([new("f2", Now.AddMinutes(2)), new("f1", Now.AddMinutes(1)), new("none", Now)]);
        await stores.Keys.NoteUseAsync([new("f2", Now), new("f1", Now.AddMinutes(3))]);
        await stores.Keys.NoteUseAsync([]);

        Assert.Equal(Now.AddMinutes(3), (await FindAsync(stores, "f1")).LastUsedAt);
        Assert.Equal(Now.AddMinutes(2), (await FindAsync(stores, "f2")).LastUsedAt);
    }

    private static AccessKey Key(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Hash = [.. Enumerable.Range(0, 32).Select(index => (byte)(index * 7))],
        Scopes = AccessScopes.Admin,
        CreatedAt = Now,
    };

    private static async Task<AccessKey> FindAsync(AyniStorage stores, string id) =>
        (await stores.Keys.ReadAsync()).Single(key => key.Id == id);
}
