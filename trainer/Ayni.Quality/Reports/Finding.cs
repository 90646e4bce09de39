namespace Ayni.Quality;

/// <summary>Something to know, in words.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Name">Column or check it is of, in snake_case.</param>
/// <param name="Subject">The same for people.</param>
/// <param name="What">What shifted and by how much.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(
    Severity Severity, string Name, string Subject, string What, string Meaning, string Remedy)
{
    /// <summary>True of a difference between the periods; false of a defect of the data as they are.</summary>
    public bool IsDrift { get; init; } = true;
}
