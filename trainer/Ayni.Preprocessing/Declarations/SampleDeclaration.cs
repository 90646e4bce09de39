namespace Ayni.Preprocessing.Declarations;

/// <summary>Which rows of the train part are written. Everything is fitted on all of them.</summary>
public sealed record SampleDeclaration
{
    /// <summary>How rows are drawn.</summary>
    public required SampleKind By { get; init; }

    /// <summary>
    /// Stratified: the column whose values are strata. Weighted: a column of weights, 0 or more, of which a row with
    /// twice the weight is twice as likely to be drawn first. Missing values are a stratum, and weigh 0.
    /// </summary>
    public required string Column { get; init; }

    /// <summary>Rows to draw. <value>Range 1 and up; more than there are: all.</value></summary>
    public required int Rows { get; init; }

    internal void Validate()
    {
        if (Rows < 1)
            throw new ArgumentException($"sample.rows is {Rows}: give 1 or more, or leave sample out for all rows.");
    }
}
