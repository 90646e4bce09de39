using System.Globalization;
using Spectre.Console;

namespace Ayni.Trainer.Terminal;

/// <summary>Tables for people, without colours where nobody sees them.</summary>
internal static class TableOutput
{
    private const int RedirectedWidth = 140;
    private const int MaxTextLength = 40;

    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)));
        return table;
    }

    public static void Add(this Table table, params string?[] cells)
        => table.AddRow(cells.Select(cell => (Spectre.Console.Rendering.IRenderable)new Text(cell ?? "")));

    public static void Write(TrainerConsole console, Table table)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(console.Out),
            ColorSystem = ColorSystemSupport.NoColors,
            Ansi = AnsiSupport.No,
        });
        screen.Profile.Width = Math.Max(screen.Profile.Width, RedirectedWidth);
        screen.Write(table);
    }

    /// <summary>The beginning of a text, on one line.</summary>
    public static string? Short(string? text)
    {
        if (text is null)
            return null;
        var line = text.ReplaceLineEndings(" ");
        return line.Length > MaxTextLength ? line[..MaxTextLength] + "…" : line;
    }

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Figure(double number) => number.ToString("F4", CultureInfo.InvariantCulture);

    public static string Interval(double low, double high) => $"[{Figure(low)}, {Figure(high)}]";
}
