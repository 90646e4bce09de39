using Ayni.Domain;
using Ayni.Storage.Changes;
using Npgsql;

namespace Ayni.Storage.Postgres;

/// <summary>
/// Nudges that PostgreSQL hands on from the writers of all processes: each notifies in its transaction, and one
/// connection a process listens, from the first who asks until the stores are closed.
/// </summary>
internal sealed class PostgresChangeSignal : IChangeSignal, IAsyncDisposable
{
    /// <summary>Statement of a writer's transaction; it is delivered once, when the transaction commits.</summary>
    public const string Notify = $"NOTIFY {Channel}";

    private const string Channel = "ayni_changes";

    /// <summary>How often a silent connection is asked whether it still lives, in seconds.</summary>
    private const int KeepAliveSeconds = 10;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly string _connectionString;
    private readonly ChangeSignal _signal;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lazy<Task> _listening;
    private bool _isClosed;

    public PostgresChangeSignal(string connectionString, TimeProvider timeProvider)
    {
        _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            KeepAlive = KeepAliveSeconds,
        }.ToString();
        _signal = new ChangeSignal(timeProvider);
        _listening = new Lazy<Task>(() => Task.Run(ListenAgainAndAgainAsync));
    }

    public long Current
    {
        get
        {
            Listen();
            return _signal.Current;
        }
    }

    public Task<long> WaitAsync(long seen, TimeSpan atMost, CancellationToken cancellationToken = default)
    {
        Listen();
        return _signal.WaitAsync(seen, atMost, cancellationToken);
    }

    /// <summary>Stops listening. A container closes what it handed out, and then the storage that owns it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
            return;
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_listening.IsValueCreated)
            await _listening.Value.ConfigureAwait(false);
        _closing.Dispose();
    }

    private void Listen()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), typeof(AyniStorage));
        _ = _listening.Value;
    }

    private async Task ListenAgainAndAgainAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(_closing.Token).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Whatever it was, the next connection tells. Until then the followers' polling serves.
                await Task.Delay(RetryDelay, TimeProvider.System, _closing.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        await using var connectionScope = connection.ConfigureAwait(false);
        connection.Notification += (_, _) => _signal.Raise();
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        await connection.ExecuteAsync($"LISTEN {Channel}").ConfigureAwait(false);
        // What was written while nobody listened was told to nobody.
        _signal.Raise();
        while (true)
            await connection.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
