using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Ayni.Storage.Sqlite;

/// <summary>
/// A prepared statement on SQLite's own interface, for writing many rows: no parameter objects and no reader a row.
/// Parameters are numbered from 1. Not thread-safe.
/// </summary>
internal sealed class SqliteStatement(sqlite3 database, sqlite3_stmt statement) : IDisposable
{
    private byte[] _utf8 = new byte[512];

    public static SqliteStatement Prepare(sqlite3 database, string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        return new SqliteStatement(database, statement);
    }

    public void Bind(int index, string? text)
    {
        if (text is null)
        {
            Check(raw.sqlite3_bind_null(statement, index));
            return;
        }

        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size > _utf8.Length)
            _utf8 = new byte[size];
        var written = Encoding.UTF8.GetBytes(text, _utf8);
        Check(raw.sqlite3_bind_text(statement, index, _utf8.AsSpan(0, written)));
    }

    public void Bind(int index, long? value) =>
        Check(value is { } number
            ? raw.sqlite3_bind_int64(statement, index, number)
            : raw.sqlite3_bind_null(statement, index));

    public void Bind(int index, double? value) =>
        Check(value is { } number
            ? raw.sqlite3_bind_double(statement, index, number)
            : raw.sqlite3_bind_null(statement, index));

    public void Bind(int index, byte[] value) => Check(raw.sqlite3_bind_blob(statement, index, value));

    /// <summary>Runs a statement that returns nothing.</summary>
    /// <returns>Rows it changed.</returns>
    public int Execute()
    {
        Step();
        Check(raw.sqlite3_reset(statement));
        return raw.sqlite3_changes(database);
    }

    /// <summary>First column of the first row; null if there is no row.</summary>
    public long? Int64()
    {
        long? value = Step() ? raw.sqlite3_column_int64(statement, 0) : null;
        Check(raw.sqlite3_reset(statement));
        return value;
    }

    public void Dispose() => statement.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return code == raw.SQLITE_ROW;
        var _ = raw.sqlite3_reset(statement);
        Check(code);
        return false;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, database);
}
