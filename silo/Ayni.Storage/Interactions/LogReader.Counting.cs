using System.Data.Common;
using System.Runtime.CompilerServices;
using Ayni.Domain.Interactions;

namespace Ayni.Storage.Interactions;

internal partial class LogReader
{
    public IAsyncEnumerable<ProductInteractionCount> CountByProductAsOfAsync(
        long asOfPosition, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(asOfPosition);
        return CountAsync(
            "SELECT product_id, type, count(*), max(timestamp_ms), custom_type FROM interactions "
            + "WHERE product_id IS NOT NULL AND position <= @as_of",
            "GROUP BY product_id, type, custom_type ORDER BY product_id, type, custom_type",
            reader => new ProductInteractionCount(
                reader.GetString(0),
                (InteractionType)reader.GetInt32(1),
                reader.GetInt64(2),
                DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                reader.IsDBNull(4) ? null : reader.GetString(4)),
            [("as_of", asOfPosition)],
            cancellationToken);
    }

    public IAsyncEnumerable<ProductBucketCount> CountByProductSinceAsync(
        DateTimeOffset since, TimeSpan bucket, long upToPosition, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(upToPosition);
        ArgumentOutOfRangeException.ThrowIfLessThan(bucket, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfNotEqual(bucket.Ticks % TimeSpan.TicksPerMillisecond, 0, nameof(bucket));
        var sinceMs = since.ToUnixTimeMilliseconds();
        var bucketMs = bucket.Ticks / TimeSpan.TicksPerMillisecond;
        return CountAsync(
            "SELECT product_id, type, (timestamp_ms - @since) / @length AS bucket, count(*), custom_type "
            + "FROM interactions WHERE product_id IS NOT NULL AND timestamp_ms >= @since AND position <= @up_to",
            "GROUP BY product_id, type, custom_type, bucket ORDER BY product_id, type, custom_type, bucket",
            reader => new ProductBucketCount(
                reader.GetString(0),
                (InteractionType)reader.GetInt32(1),
                DateTimeOffset.FromUnixTimeMilliseconds(sinceMs + (reader.GetInt64(2) * bucketMs)),
                reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetString(4)),
            [("since", sinceMs), ("length", bucketMs), ("up_to", upToPosition)],
            cancellationToken);
    }

    private async IAsyncEnumerable<T> CountAsync<T>(
        string selection,
        string grouping,
        Func<DbDataReader, T> read,
        (string Name, object? Value)[] parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = await database.OpenForReadAsync(cancellationToken).ConfigureAwait(false);
        await using var connectionScope = connection.ConfigureAwait(false);
        var allowed = await AllowedAsync(connection).ConfigureAwait(false);
        var command = connection.UnhurriedCommand(
            $"{selection}{allowed.Sql} {grouping}", [.. parameters, .. allowed.Parameters]);
        await using var commandScope = command.ConfigureAwait(false);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using var readerScope = reader.ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            yield return read(reader);
    }
}
