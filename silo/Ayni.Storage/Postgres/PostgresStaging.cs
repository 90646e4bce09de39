using Ayni.Domain.Interactions;
using Ayni.Storage.Interactions;
using Npgsql;
using NpgsqlTypes;

namespace Ayni.Storage.Postgres;

/// <summary>
/// Interactions on their way into the log, as something a FROM clause can name: a temporary table filled by COPY for
/// many, array parameters for few.
/// </summary>
/// <param name="From">FROM item; its alias is s, and it has the columns of an interaction and ordinal.</param>
/// <param name="Parameters">Makes the parameters that <paramref name="From"/> needs, anew for each statement.</param>
internal sealed record PostgresStaging(string From, Func<IEnumerable<NpgsqlParameter>> Parameters)
{
    /// <summary>The columns after position, in the order of <see cref="InteractionRows.Columns"/>.</summary>
    public const string Columns =
        "event_id, user_id, product_id, type, score, timestamp_ms, duration_ms, query, order_id, custom_type, "
        + "review_text";

    private const string CreateTable =
        """
        CREATE TEMP TABLE IF NOT EXISTS append_staging (
            event_id text COLLATE "C", user_id text, product_id text, type smallint, score double precision,
            timestamp_ms bigint, duration_ms bigint, query text, order_id text, custom_type text,
            review_text text, ordinal bigint
        ) ON COMMIT DELETE ROWS
        """;

    private const string Arrays =
        "unnest(@event_ids, @user_ids, @product_ids, @types, @scores, @timestamps, @durations, @queries, @orders, "
        + "@custom_types, @reviews) "
        + $"WITH ORDINALITY AS s ({Columns}, ordinal)";

    public static PostgresStaging AsArrays(StagedBatch batch) => new(
        Arrays,
        () =>
        [
            Column("event_ids", NpgsqlDbType.Text, batch, interaction => interaction.EventId),
            Column("user_ids", NpgsqlDbType.Text, batch, interaction => interaction.UserId),
            Column("product_ids", NpgsqlDbType.Text, batch, interaction => interaction.ProductId),
            Column("types", NpgsqlDbType.Smallint, batch, interaction => (short)interaction.Type),
            Column("scores", NpgsqlDbType.Double, batch, interaction => interaction.Score),
            Column("timestamps", NpgsqlDbType.Bigint, batch, InteractionRows.TimestampMs),
            Column("durations", NpgsqlDbType.Bigint, batch, InteractionRows.DurationMs),
            Column("queries", NpgsqlDbType.Text, batch, interaction => interaction.Query),
            Column("orders", NpgsqlDbType.Text, batch, interaction => interaction.OrderId),
            Column("custom_types", NpgsqlDbType.Text, batch, interaction => interaction.CustomType),
            Column("reviews", NpgsqlDbType.Text, batch, interaction => interaction.ReviewText),
        ]);

    public static async Task<PostgresStaging> CopyAsync(NpgsqlConnection connection, StagedBatch batch)
    {
        await connection.ExecuteAsync(CreateTable).ConfigureAwait(false);
        var writer = await connection.BeginBinaryImportAsync(
            $"COPY append_staging ({Columns}, ordinal) FROM STDIN (FORMAT BINARY)").ConfigureAwait(false);
        await using var writerScope = writer.ConfigureAwait(false);
        for (var i = 0; i < batch.Distinct.Count; i++)
            await WriteRowAsync(writer, batch.Distinct[i], i + 1).ConfigureAwait(false);
        await writer.CompleteAsync().ConfigureAwait(false);
        return new PostgresStaging("append_staging AS s", () => []);
    }

    private static async Task WriteRowAsync(NpgsqlBinaryImporter writer, Interaction row, long ordinal)
    {
        await writer.StartRowAsync().ConfigureAwait(false);
        await writer.WriteAsync(row.EventId, NpgsqlDbType.Text).ConfigureAwait(false);
        await writer.WriteAsync(row.UserId, NpgsqlDbType.Text).ConfigureAwait(false);
        await WriteAsync(row.ProductId).ConfigureAwait(false);
        await writer.WriteAsync((short)row.Type, NpgsqlDbType.Smallint).ConfigureAwait(false);
        await WriteNumberAsync(row.Score, NpgsqlDbType.Double).ConfigureAwait(false);
        await writer.WriteAsync(InteractionRows.TimestampMs(row), NpgsqlDbType.Bigint).ConfigureAwait(false);
        await WriteNumberAsync(InteractionRows.DurationMs(row), NpgsqlDbType.Bigint).ConfigureAwait(false);
        await WriteAsync(row.Query).ConfigureAwait(false);
        await WriteAsync(row.OrderId).ConfigureAwait(false);
        await WriteAsync(row.CustomType).ConfigureAwait(false);
        await WriteAsync(row.ReviewText).ConfigureAwait(false);
        await writer.WriteAsync(ordinal, NpgsqlDbType.Bigint).ConfigureAwait(false);

        Task WriteAsync(string? text) =>
            text is null ? writer.WriteNullAsync() : writer.WriteAsync(text, NpgsqlDbType.Text);

        Task WriteNumberAsync<T>(T? number, NpgsqlDbType type)
            where T : struct =>
            number is { } value ? writer.WriteAsync(value, type) : writer.WriteNullAsync();
    }

    private static NpgsqlParameter Column<T>(
        string name, NpgsqlDbType type, StagedBatch batch, Func<Interaction, T> column)
    {
        var values = new T[batch.Distinct.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(batch.Distinct[i]);
        return new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values };
    }
}
