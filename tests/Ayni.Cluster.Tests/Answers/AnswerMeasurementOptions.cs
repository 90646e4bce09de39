namespace Ayni.Cluster.Tests.Answers;

/// <summary>What is measured, from the command line.</summary>
internal sealed record AnswerMeasurementOptions
{
    private const string DefaultCatalogues = "gowalla,gowalla-als,300000,1000000";

    /// <summary>What may be said.</summary>
    public const string Usage =
        $"measure-answers [--catalogues {DefaultCatalogues}] [--rate 300] [--seconds 30] [--warm-up 60] [--data DIR] "
        + "[--no-search]";

    /// <summary>Catalogues, one row of the table each.</summary>
    public IReadOnlyList<MeasuredCatalogue> Catalogues { get; init; } =
        [.. DefaultCatalogues.Split(',').Select(MeasuredCatalogue.Parse)];

    /// <summary>Requests a second.</summary>
    public int Rate { get; init; } = 300;

    /// <summary>How long.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long before that, at the same rate.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Folder that keeps the shops for another run; null: they go at the end.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether the highest rate is looked for.</summary>
    public bool SearchesRate { get; init; } = true;

    /// <summary>Reads arguments.</summary>
    /// <exception cref="FormatException">One means nothing.</exception>
    public static AnswerMeasurementOptions Parse(IEnumerable<string> arguments)
    {
        var options = new AnswerMeasurementOptions();
        using var argument = arguments.GetEnumerator();
        while (argument.MoveNext())
        {
            options = argument.Current switch
            {
                "--no-search" => options with { SearchesRate = false },
                "--catalogues" => options with { Catalogues = [.. Next().Split(',').Select(MeasuredCatalogue.Parse)] },
                "--rate" => options with { Rate = Number() },
                "--seconds" => options with { Duration = TimeSpan.FromSeconds(Number()) },
                "--warm-up" => options with { WarmUp = TimeSpan.FromSeconds(Number()) },
                "--data" => options with { Folder = Path.GetFullPath(Next()) },
                var unknown => throw new FormatException($"'{unknown}' means nothing. {Usage}"),
            };
        }

        return options;

        string Next() => argument.MoveNext()
            ? argument.Current
            : throw new FormatException($"The last argument lacks its value. {Usage}");

        int Number() => int.TryParse(Next(), out var number) && number > 0
            ? number
            : throw new FormatException($"'{argument.Current}' is no number over 0. {Usage}");
    }
}
