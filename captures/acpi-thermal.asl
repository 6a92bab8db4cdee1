// A thermal zone whose temperature saws between 20 and 80 degrees, a fan, a power adapter, a lid and a button
DefinitionBlock ("", "SSDT", 2, "NLDSCT", "THERMAL", 1)
{
    Scope (\_SB)
    {
        Device (ADP0)
        {
            Name (_HID, "ACPI0003")
            Name (STAT, One)
            Method (_PSR) { Return (STAT) }
            Method (_STA) { Return (0x0F) }
            Name (_PCL, Package () { \_SB })
        }
        Device (PWB0) { Name (_HID, EisaId ("PNP0C0C")) }
        Device (LID0) { Name (_HID, EisaId ("PNP0C0D"))  Method (_LID) { Return (One) } }
        PowerResource (PFAN, 0, 0)
        {
            Name (IS, Zero)
            Method (_STA) { Return (IS) }
            Method (_ON) { IS = One }
            Method (_OFF) { IS = Zero }
        }
        Device (FAN0) { Name (_HID, EisaId ("PNP0C0B"))  Name (_PR0, Package () { PFAN }) }
    }
    Scope (\_TZ)
    {
        ThermalZone (TZ00)
        {
            Name (TURN, Zero)
            Name (DEGS, Package () { 2932, 3032, 3132, 3282, 3332, 3532, 3332, 3132, 2982 })
            Method (_TMP, 0, Serialized)
            {
                TURN = TURN + 1
                If ((TURN % 9) == 3)
                {
                    Store (Zero, \_SB.ADP0.STAT)
                    Notify (\_SB.ADP0, 0x80)
                    Notify (\_SB.PWB0, 0x80)
                    Notify (\_SB.LID0, 0x80)
                    Notify (\_TZ.TZ00, 0x81)
                }
                Return (DerefOf (DEGS [TURN % 9]))
            }
            Name (_CRT, 3732)
            Name (_HOT, 3702)
            Name (_AC0, 3232)
            Name (_AL0, Package () { \_SB.FAN0 })
            Name (_PSV, 3382)
            Name (_TC1, 4)
            Name (_TC2, 3)
            Name (_TSP, 10)
            Name (_PSL, Package () { \_SB.FAN0 })
            Name (_TZP, 5)
            Name (_STR, Unicode ("nldissect"))
        }
    }
}
