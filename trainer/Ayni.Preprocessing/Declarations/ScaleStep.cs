namespace Ayni.Preprocessing.Declarations;

/// <summary>Scales numbers; missing ones stay missing, and a column of one value is 0.</summary>
public sealed record ScaleStep : StepDeclaration
{
    /// <summary>To what.</summary>
    public required ScaleKind By { get; init; }
}
