namespace Ayni.Numerics;

/// <summary>Element types of the safetensors format that this codec knows.</summary>
public enum TensorType
{
    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>32-bit integer.</summary>
    I32,

    /// <summary>64-bit integer.</summary>
    I64,

    /// <summary>Byte.</summary>
    U8,
}
