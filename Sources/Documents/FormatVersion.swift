/// The version of all documents; a change that a reader has to know of counts it up.
package let formatVersion = 1
