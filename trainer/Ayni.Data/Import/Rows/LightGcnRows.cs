using Ayni.Data.Import.Files;

namespace Ayni.Data.Import.Rows;

/// <summary>
/// A line is a user, then the user's items. A row is one (user, item) pair. There are no times in the file, and its
/// order means nothing: all are of the first second of the year 2000, which says so to whatever looks for the newest.
/// </summary>
internal sealed class LightGcnRows(InputFile file, RowLayout layout) : RowSource(layout)
{
    private const string Time = "2000-01-01T00:00:00Z";

    private static readonly string[] Names = ["user", "item", "timestamp"];

    private readonly StreamReader _text = new(file.OpenText(layout.Encoding));
    private string[] _tokens = [];
    private int _next = 1;

    public override IReadOnlyList<string> Columns => Names;

    public override bool Read()
    {
        if (_next < _tokens.Length)
        {
            _next++;
            return true;
        }

        Line++;
        if (_text.ReadLine() is not { } text)
            return false;
        _tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Problem = _tokens.Length == 0 ? new Refusal(ImportReasons.Blank) : null;

        // A user without items is a row too, which will be refused for want of a product.
        _next = 2;
        return true;
    }

    public override void Dispose()
    {
        _text.Dispose();
        base.Dispose();
    }

    protected override int Find(string column)
    {
        var ordinal = Array.IndexOf(Names, column);
        return ordinal >= 0 ? ordinal : throw NoColumn(file.Path, column, Names);
    }

    protected override string? Raw(int ordinal)
        => ordinal switch
        {
            0 => _tokens[0],
            1 => _next <= _tokens.Length ? _tokens[_next - 1] : null,
            _ => Time,
        };
}
