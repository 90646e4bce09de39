namespace Ayni.Preprocessing.Declarations;

/// <summary>Leaves columns out.</summary>
public sealed record DropStep : StepDeclaration
{
    internal override bool TakesTexts => true;
}
