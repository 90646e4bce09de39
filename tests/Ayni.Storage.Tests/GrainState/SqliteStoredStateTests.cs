using Ayni.Storage.GrainState;
using Orleans.Storage;

namespace Ayni.Storage.Tests.GrainState;

public sealed class SqliteStoredStateTests(SqliteFixture fixture) : StoredStateContract, IClassFixture<SqliteFixture>
{
    protected override async Task<IGrainStorage> OpenAsync() =>
        (await fixture.OpenAsync()).GrainStorageOf(ServiceId);

    protected override async Task<IStoredStates> OpenStatesAsync() => (await fixture.OpenAsync()).States;
}
