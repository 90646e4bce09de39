namespace Ayni.Data.Retention;

/// <summary>A batch was deleted.</summary>
/// <param name="Type">Name of the type.</param>
/// <param name="Deleted">Interactions of the batch.</param>
public sealed record RetentionProgress(string Type, long Deleted);
