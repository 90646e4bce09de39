using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ayni.Domain;
using Ayni.Domain.Auditing;

namespace Ayni.Storage.Auditing;

/// <summary>The trail, in either database. One row, <c>audit_head</c>, is locked while a row is added.</summary>
internal sealed class AuditTrail(IStorageDatabase database, TimeProvider timeProvider) : IAuditTrail
{
    private const string Columns =
        "number, ends, at_ms, act, actor, address, target, trace_id, outcome, code";

    private byte[]? _secret;

    public async Task<long> BeginAsync(AuditedAct act, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentException.ThrowIfNullOrEmpty(act.Act);
        ArgumentException.ThrowIfNullOrEmpty(act.Actor);
        var target = act.UserId is { } userId
            ? await NameOfUserAsync(userId, cancellationToken).ConfigureAwait(false)
            : act.Target;
        return await AppendAsync(
            new AuditRow
            {
                Number = 0,
                AtMs = timeProvider.GetUtcNow().ToUnixTimeMilliseconds(),
                Act = act.Act,
                Actor = Kept(act.Actor),
                Address = Kept(act.Address),
                Target = Kept(target),
                TraceId = Kept(act.TraceId),
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task EndAsync(long number, AuditEnd end, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(end);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        var result = end.UserId is { } userId
            ? await NameOfUserAsync(userId, cancellationToken).ConfigureAwait(false)
            : end.Result;
        await AppendAsync(
            new AuditRow
            {
                Number = 0,
                Ends = number,
                AtMs = timeProvider.GetUtcNow().ToUnixTimeMilliseconds(),
                Target = Kept(result),
                Outcome = (int)end.Outcome,
                Code = Kept(end.Code),
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(
        AuditQuery query, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var user = query.UserId is { } userId
            ? await NameOfUserAsync(userId, cancellationToken).ConfigureAwait(false)
            : null;
        return await AuditReading.ReadAsync(database, query, user, limit, cancellationToken).ConfigureAwait(false);
    }

    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var (head, headHash) = await ReadHeadAsync(connection, cancellationToken).ConfigureAwait(false);
        // What is added meanwhile comes after.
        var command = connection.UnhurriedCommand(
            $"SELECT {Columns}, hash FROM audit WHERE number <= @head ORDER BY number", ("head", head));
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        var chain = new AuditChain();
        while (chain.BrokenAt is null && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            chain.Add(RowOf(reader), (byte[])reader.GetValue(10));
        return chain.Judge(head, headHash);
    }

    public async Task<string> NameOfUserAsync(string userId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(userId);
        _secret ??= await ReadSecretAsync(cancellationToken).ConfigureAwait(false);
        return $"user:{Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(userId)))}";
    }

    private Task<long> AppendAsync(AuditRow row, CancellationToken cancellationToken) => database.WriteAsync(
        async connection =>
        {
            // The number moves first: the head is this writer's until the commit, in whatever process.
            await connection.ExecuteAsync("UPDATE audit_head SET number = number + 1").ConfigureAwait(false);
            var (number, previous) = await ReadHeadAsync(connection, CancellationToken.None).ConfigureAwait(false);
            var numbered = row with { Number = number };
            var hash = numbered.HashAfter(previous);
            await InsertAsync(connection, numbered, hash).ConfigureAwait(false);
            await connection.ExecuteAsync("UPDATE audit_head SET hash = @hash", ("hash", hash)).ConfigureAwait(false);
            return number;
        },
        cancellationToken);

    private static Task<int> InsertAsync(DbConnection connection, AuditRow row, byte[] hash) =>
        connection.ExecuteAsync(
            $"INSERT INTO audit ({Columns}, hash) VALUES (@number, @ends, @at, @act, @actor, @address, @target, "
            + "@trace, @outcome, @code, @hash)",
            ("number", row.Number),
            ("ends", row.Ends),
            ("at", row.AtMs),
            ("act", row.Act),
            ("actor", row.Actor),
            ("address", row.Address),
            ("target", row.Target),
            ("trace", row.TraceId),
            ("outcome", row.Outcome),
            ("code", row.Code),
            ("hash", hash));

    private static async Task<(long Number, byte[] Hash)> ReadHeadAsync(
        DbConnection connection, CancellationToken cancellationToken)
    {
        var command = connection.Command("SELECT number, hash FROM audit_head");
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false)
            ? (reader.GetInt64(0), (byte[])reader.GetValue(1))
            : throw new InvalidOperationException("The table audit_head has no row.");
    }

    private async Task<byte[]> ReadSecretAsync(CancellationToken cancellationToken)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        return (byte[])(await connection.ScalarAsync("SELECT secret FROM audit_head").ConfigureAwait(false))!;
    }

    private static string? Kept(string? text)
    {
        if (text is null)
            return null;
        var cut = StorableText.Cut(text, AuditedAct.MaxTextLength);
        return StorableText.IsStorable(cut) ? cut : StorableText.Escape(cut);
    }

    private static AuditRow RowOf(DbDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Ends = row.IsDBNull(1) ? null : row.GetInt64(1),
        AtMs = row.GetInt64(2),
        Act = TextOf(row, 3),
        Actor = TextOf(row, 4),
        Address = TextOf(row, 5),
        Target = TextOf(row, 6),
        TraceId = TextOf(row, 7),
        Outcome = Convert.ToInt32(row.GetValue(8), CultureInfo.InvariantCulture),
        Code = TextOf(row, 9),
    };

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
