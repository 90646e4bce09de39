using Ayni.Domain.Interactions;
using Ayni.Grains.Following;
using Ayni.Grains.Tests.Shops;
using Ayni.Storage;
using Ayni.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ayni.Grains.Tests.Following;

public sealed class InteractionTailTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ActiveReaders _readers = new();
    private AyniStorage _storage = null!;
    private InteractionTail _tail = null!;

    public async Task InitializeAsync()
    {
        _storage = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = _folder.Path }, TimeProvider.System);
        _tail = new InteractionTail(_storage.Log, _readers, _time, NullLogger<InteractionTail>.Instance);
    }

    public Task DisposeAsync() => _storage.DisposeAsync().AsTask();

    public void Dispose()
    {
        _tail.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task PollAsync_NewInteractions_TellsTheReadersConcerned()
    {
        var (user, other) = (Reader(ReaderKind.User, "u"), Reader(ReaderKind.User, "other"));
        var product = Reader(ReaderKind.Product, "p");
        await _tail.PollAsync();
        await AppendAsync(SampleShop.Event("1", "u", "q"), SampleShop.Event("2", "v", "p"));

        Assert.Equal(2, await _tail.PollAsync());
        Assert.Equal([1L], user.Told);
        Assert.Equal([2L], product.Told);
        Assert.Empty(other.Told);
        Assert.Equal(0, await _tail.PollAsync());
    }

    [Fact]
    public async Task PollAsync_ReaderThatAppliedIt_IsLeftInPeace()
    {
        var user = Reader(ReaderKind.User, "u");
        await _tail.PollAsync();
        await AppendAsync(SampleShop.Event("1", "u", "p"));
        user.Entry.Report(1);

        Assert.Equal(0, await _tail.PollAsync());
        Assert.Empty(user.Told);
    }

    [Fact]
    public async Task PollAsync_FirstPass_TellsWhoActivatedBeforeIt()
    {
        var user = Reader(ReaderKind.User, "u");
        await AppendAsync(SampleShop.Event("1", "v", "p"), SampleShop.Event("2", "u", "p"));

        Assert.Equal(1, await _tail.PollAsync());
        Assert.Equal([2L], user.Told);
    }

    [Fact]
    public async Task PollAsync_CallFails_IsTriedAgain()
    {
        var user = Reader(ReaderKind.User, "u");
        await _tail.PollAsync();
        await AppendAsync(SampleShop.Event("1", "u", "p"));
        user.Failure = new TimeoutException();
        Assert.Equal(0, await _tail.PollAsync());
        user.Failure = null;

        Assert.Equal(1, await _tail.PollAsync());
        Assert.Equal([1L, 1], user.Told);
    }

    [Fact]
    public async Task PollAsync_ReaderGone_IsForgotten()
    {
        var user = Reader(ReaderKind.User, "u");
        await _tail.PollAsync();
        await AppendAsync(SampleShop.Event("1", "u", "p"));
        user.Entry.Dispose();

        Assert.Equal(0, await _tail.PollAsync());
        Assert.Empty(_readers.All());
    }

    [Fact]
    public async Task PollAsync_FarBehind_TellsEveryoneInsteadOfReading()
    {
        var user = Reader(ReaderKind.User, "u");
        await _tail.PollAsync();
        var many = (int)InteractionTail.MaxLag + 1;
        await AppendAsync([.. Enumerable.Range(0, many).Select(n => SampleShop.Event($"e{n}", "somebody", "p"))]);

        Assert.Equal(1, await _tail.PollAsync());
        Assert.Equal([many], user.Told);
    }

    [Fact]
    public async Task Start_EveryPeriod_MakesAPass()
    {
        var user = Reader(ReaderKind.User, "u");
        await AppendAsync(SampleShop.Event("1", "u", "p"));
        await _tail.StartAsync(CancellationToken.None);
        await user.NextAsync();
        await AppendAsync(SampleShop.Event("2", "u", "p"));

        // The clock stands still: without its tick nobody is told.
        _time.Advance(InteractionTail.Period);

        Assert.Equal(2, await user.NextAsync());
        await AppendAsync(SampleShop.Event("3", "u", "p"));
        _tail.Signal();
        Assert.Equal(3, await user.NextAsync());
        await _tail.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void Register_Successor_IsNotTakenOffByItsPredecessor()
    {
        var old = _readers.Register(ReaderKind.User, "u", _ => Task.CompletedTask);
        var successor = _readers.Register(ReaderKind.User, "u", _ => Task.CompletedTask);

        old.Dispose();

        Assert.Same(successor, _readers.Find(ReaderKind.User, "u"));
    }

    private Task<IReadOnlyList<AppendResult>> AppendAsync(params Interaction[] interactions) =>
        _storage.Log.AppendAsync(interactions);

    private RecordingReader Reader(ReaderKind kind, string key) => new(_readers, kind, key);

    private sealed class RecordingReader
    {
        private readonly System.Threading.Channels.Channel<long> _calls =
            System.Threading.Channels.Channel.CreateUnbounded<long>();

        public RecordingReader(ActiveReaders readers, ReaderKind kind, string key) =>
            Entry = readers.Register(kind, key, CatchUpAsync);

        public ActiveReader Entry { get; }

        public List<long> Told { get; } = [];

        public Exception? Failure { get; set; }

        public Task<long> NextAsync() => _calls.Reader.ReadAsync().AsTask();

        private Task CatchUpAsync(long position)
        {
            Told.Add(position);
            if (Failure is not null)
                return Task.FromException(Failure);
            Entry.Report(position);
            _calls.Writer.TryWrite(position);
            return Task.CompletedTask;
        }
    }
}
