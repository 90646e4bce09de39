using System.Runtime.InteropServices;
using System.Text;
using Ayni.Domain.Interactions;
using Ayni.Storage.Interactions;
using Microsoft.Data.Sqlite;

namespace Ayni.Storage.Sqlite;

/// <summary>
/// Reads interactions on SQLite's own interface. The provider counts a reference up and down for each column it reads,
/// which took a fifth of an export of everybody's lists: the statement is the reader's here, and stays as long.
/// Columns are <see cref="InteractionRows.ReadColumns"/>. Not thread-safe.
/// </summary>
/// <param name="reader">Stands on a row whenever <see cref="Read"/> is called.</param>
internal sealed unsafe partial class SqliteInteractionReader(SqliteDataReader reader) : IInteractionReader
{
    private const string Library = "e_sqlite3";

    private readonly nint _statement = reader.Handle!.DangerousGetHandle();
    private string _userId = "";
    private byte[] _userIdUtf8 = [];

    /// <inheritdoc/>
    public LoggedInteraction Read()
    {
        var interaction = new Interaction
        {
            EventId = Text(1)!,
            UserId = UserId(),
            ProductId = Text(3),
            Type = (InteractionType)Int64(_statement, 4),
            Timestamp = DateTimeOffset.FromUnixTimeMilliseconds(Int64(_statement, 6)),
        };
        var hasRest = Int64(_statement, InteractionRows.HasRest) != 0;
        return new LoggedInteraction(
            Int64(_statement, 0), hasRest ? InteractionRows.WithRest(interaction, reader) : interaction);
    }

    // Most rows are of the shopper of the row before.
    private string UserId()
    {
        var utf8 = new ReadOnlySpan<byte>(Text(_statement, 2), Bytes(_statement, 2));
        if (!utf8.SequenceEqual(_userIdUtf8))
            (_userId, _userIdUtf8) = (Encoding.UTF8.GetString(utf8), utf8.ToArray());
        return _userId;
    }

    // The text first, here and above: asking for its length before would count bytes of another encoding.
    private string? Text(int column)
    {
        var text = Text(_statement, column);
        return text is null ? null : Encoding.UTF8.GetString(text, Bytes(_statement, column));
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    private static partial long Int64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    private static partial byte* Text(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    private static partial int Bytes(nint statement, int column);
}
