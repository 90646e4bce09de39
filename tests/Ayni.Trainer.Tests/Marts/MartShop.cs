using Ayni.Data.Mart;
using Ayni.Data.Mart.Cleaning;
using Ayni.Data.Mart.Files;
using Ayni.Data.Mart.Versions;
using Ayni.Domain.Catalog;
using Ayni.Domain.Copies;
using Ayni.Domain.Interactions;
using Ayni.Storage;

namespace Ayni.Trainer.Tests.Marts;

/// <summary>A store of its own for one test, and marts made of it.</summary>
internal sealed class MartShop : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 30, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Name of the machine that marts are made on.</summary>
    public const string Machine = "here";

    /// <summary>Groups, files and buckets of few rows, so that small shops have several of each.</summary>
    public static readonly MartLayout SmallLayout = new()
    {
        RowsPerGroup = 7,
        RowsPerFile = 20,
        PositionsPerBucket = 16,
    };

    private readonly Workspace _workspace;

    private MartShop(Workspace workspace, AyniStorage stores)
    {
        _workspace = workspace;
        Stores = stores;
    }

    public AyniStorage Stores { get; }

    public static async Task<MartShop> OpenAsync(StorageOptions? options = null)
    {
        var workspace = new Workspace();
        options ??= new StorageOptions { DataDirectory = workspace.Data };
        return new MartShop(workspace, await AyniStorage.OpenAsync(options, TimeProvider.System));
    }

    public string Path(string name) => System.IO.Path.Combine(_workspace.Path, name);

    public async Task<long> AppendAsync(params Interaction[] interactions) =>
        (await Stores.Log.AppendBulkAsync(interactions.ToAsyncEnumerable())).Head;

    public Task<MartManifest> MakeAsync(
        string name, CleaningSteps? steps = null, long? asOf = null, MartLayout? layout = null) =>
        new MartMaker(Stores.Log, Stores.Catalog, Stores.Consents).MakeAsync(Path(name), new MartOptions
        {
            AsOf = asOf,
            Steps = steps,
            Layout = layout ?? SmallLayout,
            ProgramVersion = "1.2.3",
            MadeAt = Start,
        });

    /// <summary>Makes one that the register knows.</summary>
    public async Task<LogCopy> RegisterAsync(string name, CancellationToken cancellationToken = default)
    {
        await new MartMaker(Stores.Log, Stores.Catalog, Stores.Consents).MakeRegisteredAsync(
            Path(name),
            new MartOptions { Steps = null, Layout = SmallLayout, ProgramVersion = "1.2.3", MadeAt = Start },
            Stores.Copies, Machine, null, cancellationToken);
        return await CopyAsync(name);
    }

    /// <summary>What the register says of one.</summary>
    public async Task<LogCopy> CopyAsync(string name) =>
        (await Stores.Copies.ReadAsync(CancellationToken.None)).Single(copy => copy.Directory == Path(name));

    public Task<MartPurge?> PurgeAsync(string name) =>
        new MartPurger(Stores.Erased).PurgeAsync(Path(name), Start.AddDays(40));

    public Task<MartReproduction> ReproduceAsync(string name) =>
        new MartReproducer(Stores.Log, Stores.Catalog, Stores.Consents, Stores.Erased, Stores.Copies, Machine)
            .ReproduceAsync(Path(name), "1.2.3", Start);

    /// <summary>An interaction some minutes after the start.</summary>
    public static Interaction Event(
        string id,
        string user,
        string? product,
        InteractionType type,
        double minutes = 0,
        double? score = null) => new()
        {
            EventId = id,
            UserId = user,
            ProductId = product,
            Type = type,
            Score = score ?? (type == InteractionType.Rating ? 4 : null),
            Query = type == InteractionType.Search ? $"words of {id}" : null,
            Timestamp = Start.AddMinutes(minutes),
        };

    public static Product Product(string id, decimal? price = 10) => new()
    {
        ProductId = id,
        Name = $"Name of {id}",
        Price = price,
        Currency = price is null ? null : "PEN",
    };

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        _workspace.Dispose();
    }
}
