namespace Ayni.Recommenders;

/// <summary>
/// What is summed in a bootstrap sample: the figures with 0 for "not defined", and, for metrics that are not defined
/// for everybody, a further column with 1 where they are.
/// </summary>
internal sealed class ResampledColumns
{
    private readonly double[] _values;

    public ResampledColumns(UserFigures figures)
        : this(figures.Users.Length, figures.Width, figures.Values)
    {
    }

    /// <param name="users">Number of users.</param>
    /// <param name="metrics">Number of metrics.</param>
    /// <param name="figures">Users × metrics, row-major; NaN for "not defined".</param>
    public ResampledColumns(int users, int metrics, ReadOnlySpan<double> figures)
    {
        (Users, Metrics, Width) = (users, metrics, metrics);
        CountColumns = new int[Metrics];
        CountColumns.AsSpan().Fill(-1);
        for (var user = 0; user < Users; user++)
        {
            for (var column = 0; column < Metrics; column++)
            {
                if (CountColumns[column] < 0 && double.IsNaN(figures[(user * metrics) + column]))
                    CountColumns[column] = Width++;
            }
        }

        _values = new double[Users * Width];
        for (var user = 0; user < Users; user++)
            Fill(figures.Slice(user * metrics, metrics), _values.AsSpan(user * Width, Width));
    }

    /// <summary>Number of users.</summary>
    public int Users { get; }

    /// <summary>Number of metrics: the first columns.</summary>
    public int Metrics { get; }

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>Where the users of each metric are counted; −1 where all count.</summary>
    public int[] CountColumns { get; }

    public ReadOnlySpan<double> RowOf(int user) => _values.AsSpan(user * Width, Width);

    private void Fill(ReadOnlySpan<double> row, Span<double> target)
    {
        for (var column = 0; column < Metrics; column++)
        {
            var isDefined = !double.IsNaN(row[column]);
            target[column] = isDefined ? row[column] : 0;
            if (CountColumns[column] >= 0)
                target[CountColumns[column]] = isDefined ? 1 : 0;
        }
    }
}
