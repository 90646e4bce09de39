namespace Ayni.GrainInterfaces.Training;

/// <summary>One of the two sides whose factors take turns.</summary>
public enum FactorSide
{
    /// <summary>Rows are users, columns products.</summary>
    Users = 0,

    /// <summary>Rows are products, columns users.</summary>
    Products = 1,
}
